<?php
function part(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

/** Says who your user is, for the next ten minutes. The key stays on your server. */
function chatToken(array $user, string $key): string
{
    $claims = ['sub' => $user['id'], 'name' => $user['name'], 'iat' => time(), 'exp' => time() + 600];
    $signed = part(json_encode(['alg' => 'HS256', 'typ' => 'JWT'])) . '.' . part(json_encode($claims));
    return $signed . '.' . part(hash_hmac('sha256', $signed, $key, true));
}

echo chatToken(['id' => '42', 'name' => 'Ann 安'], getenv('CHAT_KEY')), "\n";
