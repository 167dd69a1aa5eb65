/** What an event is stored under. The id first: it begins with its time, so that what is written together lies together. */
export const eventKey = (conversationId: string, id: string) => `${id}/${conversationId}`;
