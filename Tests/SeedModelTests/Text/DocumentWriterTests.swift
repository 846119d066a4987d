import SeedModel
import Testing

@Suite struct DocumentWriterTests {
    static func write(_ form: DocumentWriter.Form, _ body: (inout DocumentWriter) throws -> Void) throws -> String {
        var text = ""
        try withoutActuallyEscaping({ text += $0 }) { output in
            var writer = DocumentWriter(form, to: output)
            try body(&writer)
            try writer.finish()
        }
        return text
    }

    static func sample(_ document: inout DocumentWriter) throws {
        try document.object { document in
            try document.member("kind", "check")
            try document.key("empty")
            try document.object { _ in }
            try document.key("findings")
            try document.array { document in
                try document.object { document in
                    try document.member("no", "NO")
                    try document.key("rows")
                    try document.array(.inline) { document in
                        try document.value(1)
                        try document.value(nil as String?)
                    }
                }
                try document.object(.row) { document in
                    try document.member("ok", true)
                    try document.key("none")
                    try document.array { _ in }
                }
                try document.array { document in
                    try document.value("a")
                    try document.array { try $0.value("b") }
                }
                try document.object { _ in }
            }
        }
    }

    @Test func json() throws {
        #expect(
            try Self.write(.json, Self.sample) == """
                {
                  "kind": "check",
                  "empty": {},
                  "findings": [
                    {
                      "no": "NO",
                      "rows": [1, null]
                    },
                    {"ok": true, "none": []},
                    [
                      "a",
                      [
                        "b"
                      ]
                    ],
                    {}
                  ]
                }

                """)
    }

    @Test func yaml() throws {
        #expect(
            try Self.write(.yaml, Self.sample) == """
                ---
                kind: "check"
                empty: {}
                findings:
                  - "no": "NO"
                    rows: [1, null]
                  - ok: true
                    none: []
                  - - "a"
                    - - "b"
                  - {}

                """)
    }

    @Test func escapesWhatATerminalOrAReaderWouldTakeForItsOwn() throws {
        let text = "\u{1B}[0m\u{85}\u{202E}\u{2028}\u{FEFF}\u{FFFF}\u{E0041}\"\\\n東"
        #expect(
            try Self.write(.json) { try $0.value(text) }
                == #""\u001b[0m\u0085\u202e\u2028\ufeff\uffff\udb40\udc41\"\\\n東""# + "\n")
        #expect(
            try Self.write(.yaml) { try $0.value(text) }
                == #"--- "\u001b[0m\u0085\u202e\u2028\ufeff\uffff\U000e0041\"\\\n東""# + "\n")
    }

    @Test func writesInChunksAndStopsAtTheFirstError() throws {
        struct ClosedPipe: Error {}
        var chunks = 0
        #expect(throws: ClosedPipe.self) {
            try withoutActuallyEscaping({ (_: String) in
                chunks += 1
                if chunks == 2 { throw ClosedPipe() }
            }) { output in
                var writer = DocumentWriter(.json, to: output)
                try writer.array { document in
                    for number in 0..<1_000_000 { try document.value(number) }
                }
            }
        }
        #expect(chunks == 2)
    }
}
