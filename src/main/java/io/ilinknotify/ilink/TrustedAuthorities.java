package io.ilinknotify.ilink;

import javax.net.ssl.TrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/** The certificate authorities of {@code ilink.ca-file}. */
final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static TrustManagerFactory read(Path file) {
        try {
            return trusting(certificates(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ilink.ca-file cannot be read: " + file + " ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("ilink.ca-file holds something else than PEM certificates: " + file, e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        byte[] pem = Files.readAllBytes(file);
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("ilink.ca-file holds no certificate: " + file);
        }
        return found;
    }

    private static TrustManagerFactory trusting(Collection<? extends Certificate> authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int n = 0;
        for (Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + n++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
