package io.ilinknotify.account;

import io.ilinknotify.notification.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

import jakarta.inject.Singleton;
import java.util.Locale;

/** Draws the sign-in page in the agent's language. */
@Singleton
final class LoginPage {
    private final String lang;

    LoginPage(Language language) {
        this.lang = language.name().toLowerCase(Locale.ROOT);
    }

    @CheckedTemplate(basePath = "login")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance login(LoginView view, String lang, String qr);
    }

    String html(LoginView view) {
        return Templates.login(view, lang, qr(view)).setLocale(lang).render();
    }

    /** Empty when no code is to be seen. */
    private String qr(LoginView view) {
        SignInStage.Code code = view.code();
        if (code == null || !view.step().showsCode()) {
            return "";
        }
        LoginMessages words = MessageBundles.get(LoginMessages.class, Localized.Literal.of(lang));
        return QrSvg.draw(code.address(), words.qrLabel());
    }
}
