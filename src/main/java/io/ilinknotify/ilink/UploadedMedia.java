package io.ilinknotify.ilink;

/**
 * A file that lies, enciphered, on the server's CDN.
 *
 * @param reference {@code x-encrypted-param} of the upload's answer; a secret
 * @param key 32 hexadecimal digits; a secret
 * @param plainSize bytes of the file
 * @param cipherSize bytes that were uploaded
 */
public record UploadedMedia(String reference, String key, long plainSize, long cipherSize) {
    @Override
    public String toString() {
        return "UploadedMedia[" + plainSize + " bytes, the rest redacted]";
    }
}
