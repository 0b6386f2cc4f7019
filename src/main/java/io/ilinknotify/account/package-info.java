/**
 * The account and the sign-in. {@code AccountFile} keeps the credentials of the one bot in {@code account.json}, and
 * {@code CurrentAccount} changes it and tells everybody. {@code AccountHealth} keeps the refusals of the token
 * ({@code SignInState}). {@code SignInLoop} signs in stage by stage ({@code SignInStage}), and {@code LoginResource} shows it.
 */
@NullMarked
package io.ilinknotify.account;

import org.jspecify.annotations.NullMarked;
