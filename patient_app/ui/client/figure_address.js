// Addresses of pictures. A drawn figure can stand still and show either side at work; a photo is as it is.

const asked = (address, query) =>
  address.includes(".svg") ? `${address}${address.includes("?") ? "&" : "?"}${query}` : address;

/** The same figure, standing still. */
export const still = (address) => asked(address, "still=true");

/** The same figure, at work on one side. */
export const onSide = (address, side) => asked(address, `side=${side}`);
