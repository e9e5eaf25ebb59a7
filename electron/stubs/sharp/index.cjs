/** transformers.js wants a truthy import and calls it only for pictures. */
module.exports = function sharp() {
  throw new Error('Plumbline reads no pictures, so sharp is not part of it.');
};
