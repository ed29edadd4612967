/** What a computer calls its own files and those of a network: `file:///…`, `C:\mall.docx`, `\\server\mall.docx`. */
export const LOCAL_FILE = /^<?\s*(?:file:|[a-z]:[\\/]|\\\\)/i;
