// @ts-check
/** Writes ZIP archives, which Word documents are. Comes before worksheet.js. */
(() => {
  "use strict";

  /** The check sum that the ZIP format asks for. @param {Uint8Array} bytes */
  function crc32(bytes) {
    let crc = -1;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  }

  /** Put files into an uncompressed ZIP archive, dated 1 January 1980. @param {[string, string][]} files @param {string} type */
  function zip(files, type) {
    const utf8 = new TextEncoder();
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const index = [];
    let offset = 0;
    const header = (/** @type {number} */ sign, /** @type {[number, number][]} */ fields) => {
      const view = new DataView(new ArrayBuffer(4 + fields.reduce((sum, [size]) => sum + size, 0)));
      view.setUint32(0, sign, true);
      let at = 4;
      for (const [size, value] of fields) {
        if (size === 2) view.setUint16(at, value, true); else view.setUint32(at, value, true);
        at += size;
      }
      return new Uint8Array(view.buffer);
    };
    for (const [name, text] of files) {
      const [label, data] = [utf8.encode(name), utf8.encode(text)];
      /** @type {[number, number][]} */
      const shared = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, crc32(data)], [4, data.length], [4, data.length], [2, label.length], [2, 0]];
      parts.push(header(0x04034b50, shared), label, data);
      index.push(header(0x02014b50, [[2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), label);
      offset += 30 + label.length + data.length;
    }
    const size = index.reduce((sum, part) => sum + part.length, 0);
    const end = header(0x06054b50, [[2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]]);
    return new Blob([...parts, ...index, end], { type });
  }

  globalThis.selfcheck.zip = zip;
})();
