// Addresses of pictures. A drawn figure can stand still and show either side at work; a photo is as it is.

const isDrawn = (address) => /\.svg(\?|$)/.test(address);
const asked = (address, query) => `${address}${address.includes("?") ? "&" : "?"}${query}`;

/** The same figure, standing still. */
export const still = (address) => (isDrawn(address) ? asked(address, "still=true") : address);

/** The same figure, at work on one side. */
export const onSide = (address, side) => (isDrawn(address) ? asked(address, `side=${side}`) : address);
