import { type Blobs, blobsOn, type Driver } from "./blobs.ts";
import { folderOf } from "./folder.ts";
import { type FilesPlace, placeOfFiles, type Places } from "./place.ts";

/** Opens the place of files. Nothing is made or asked there before the first blob is; `check` says whether it works. */
export const openBlobs = async (places: Places): Promise<Blobs> => blobsOn(await driverOf(placeOfFiles(places)));

async function driverOf(place: FilesPlace): Promise<Driver> {
  if (place.is === "folder") return folderOf(place.folder);
  if (place.is === "s3") {
    const { s3Of } = await import("./s3/s3.ts");
    return s3Of(place.bucket);
  }
  const { gridfsOf } = await import("./gridfs/gridfs.ts");
  return gridfsOf(place.uri);
}
