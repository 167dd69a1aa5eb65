import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../config.ts";
import { blobsContract } from "../blobs.contract.ts";
import { openBlobs } from "../open.ts";
import { readS3 } from "./address.ts";
import { findS3 } from "./s3-server.test.kit.ts";

const server = await findS3();
afterAll(() => server?.stop());

if (server) {
  blobsContract("a server that speaks S3", () => openBlobs({ store: "unused", files: server.bucket }));

  describe("a bucket", () => {
    test("with a wrong secret is told in words, without the secret", async () => {
      const url = new URL(server.bucket);
      url.password = "an-other-secret";
      const blobs = await openBlobs({ store: "unused", files: url.href });
      const failure = await blobs.check().catch(String);
      expect(failure).toMatch(/Files cannot be kept in the bucket http:\/\/[\w.:]+\/parley-test: .*403/);
      expect(failure).not.toContain(url.password);
    });

    test("that is not there is told, and is not the same as a file that is not there", async () => {
      const url = new URL(server.bucket);
      url.pathname = "/no-such-bucket";
      const blobs = await openBlobs({ store: "unused", files: url.href });
      await expect(blobs.check()).rejects.toThrow("There is no such bucket.");
      await expect(blobs.read("a/b/original")).rejects.toMatchObject({ code: "unavailable" });
      await expect(blobs.remove("a")).rejects.toMatchObject({ code: "unavailable" });
    });

    test("more files than a server lists at once are listed and removed", async () => {
      const blobs = await openBlobs({ store: "unused", files: server.bucket });
      const keys = Array.from({ length: 1003 }, (_, at) => `many/f${String(at).padStart(4, "0")}/original`);
      for (let at = 0; at < keys.length; at += 50)
        await Promise.all(keys.slice(at, at + 50).map((key) => blobs.put(key, Buffer.from("x"), 1)));
      const listed: string[] = [];
      for await (const { key } of blobs.list("many")) listed.push(key);
      expect(listed).toEqual(keys);
      expect(await blobs.remove("many")).toBe(1003);
      expect(await blobs.remove("many")).toBe(0);
    });
  });
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a server that breaks off in the middle of a file breaks the stream; half of it does not pass for all", async () => {
  const host = await listening(
    createServer((_request, response) => {
      response.writeHead(200, { "content-length": 100_000 }).write(Buffer.alloc(50_000));
      setImmediate(() => response.destroy());
    }),
  );
  const blobs = await openBlobs({ store: "unused", files: `s3+http://key:secret@${host}/bucket` });
  const read = async () => (await blobs.read("a/b/original"))?.stream.toArray();
  await expect(read()).rejects.toThrow();
});

test("a connection that breaks before there is an answer is noticed by nobody who reads", async () => {
  let asked = 0;
  const host = await listening(
    createServer((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else response.end("bytes");
    }),
  );
  const blobs = await openBlobs({ store: "unused", files: `s3+http://key:secret@${host}/bucket` });
  expect(String(await (await blobs.read("a/b/original"))?.stream.toArray())).toBe("bytes");
});

test.each(["Enabled", "Suspended"])("a bucket whose versions are %s", async (status) => {
  const kept = new Map<string, Buffer>();
  const host = await listening(
    createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://bucket");
      const body: Buffer[] = [];
      request.on("data", (chunk: Buffer) => body.push(chunk));
      request.on("end", () => {
        if (searchParams.has("versioning"))
          return response.end(`<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`);
        if (request.method === "PUT") kept.set(pathname, Buffer.concat(body));
        if (request.method === "GET" && !searchParams.has("list-type")) return response.end(kept.get(pathname));
        return response.end("<ListBucketResult></ListBucketResult>");
      });
    }),
  );
  const blobs = await openBlobs({ store: "unused", files: `s3+http://key:secret@${host}/bucket` });
  const outcome = await blobs.check().then(
    () => "fits",
    (error: unknown) => String(error),
  );
  expect(outcome).toMatch(status === "Enabled" ? /keeps versions of what is removed/ : /^fits$/);
});

test.each([
  [
    "s3://k:s@s3.eu-central-1.amazonaws.com/b?region=eu-central-1",
    "https://s3.eu-central-1.amazonaws.com/b",
    "eu-central-1",
  ],
  [
    "s3://k:s@b.oss-cn-hangzhou.aliyuncs.com?region=cn-hangzhou",
    "https://b.oss-cn-hangzhou.aliyuncs.com",
    "cn-hangzhou",
  ],
  ["s3+http://k:s@localhost:9000/b/", "http://localhost:9000/b", "auto"],
])("%s is a bucket", (text, endpoint, region) => {
  expect(readS3(text)).toEqual({ endpoint, region, accessKeyId: "k", secretAccessKey: "s" });
});

test("signs in a key and a secret are written as in any address", () => {
  expect(readS3("s3://k%40y:a%2Fb%2Bc@host/b")).toMatchObject({ accessKeyId: "k@y", secretAccessKey: "a/b+c" });
});

test.each([
  "s3://host/bucket",
  "s3://only-a-key@host/bucket",
  "s3://key:hush@host/bucket/folder",
  "s3://key:hush@host/bucket?regoin=x",
  "s3://key:hush/hush@host/bucket",
  "s3://key:hush@",
])("%s is refused at the start, without repeating the secret", (FILES) => {
  expect(() => readConfig({ FILES })).toThrow(/FILES (must|knows)/);
  expect(() => readConfig({ FILES })).not.toThrow(/hush/);
});
