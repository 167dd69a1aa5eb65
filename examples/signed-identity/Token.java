import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Token {
  static String part(byte[] data) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
  }

  /** Says who your user is, for the next ten minutes. The key stays on your server. In real code a JSON library writes the claims. */
  static String chatToken(String id, String name, String key) throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String claims = String.format("{\"sub\":\"%s\",\"name\":\"%s\",\"iat\":%d,\"exp\":%d}", id, name, now, now + 600);
    String signed = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "." + part(claims.getBytes(UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return signed + "." + part(mac.doFinal(signed.getBytes(UTF_8)));
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println(chatToken("42", "Ann \u5b89", System.getenv("CHAT_KEY")));
  }
}
