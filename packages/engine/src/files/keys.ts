/** What the key of a file's blobs begins with; `original`, `preview` and the parts of its upload are below it. */
export interface Place {
  conversationId: string;
  id: string;
}
export const placeOf = ({ conversationId, id }: Place) => `${conversationId}/${id}`;
export const blobOf = (place: Place, name: string) => `${placeOf(place)}/${name}`;
