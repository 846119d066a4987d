import SeedModel
import Testing

@Suite struct JSONNodeTests {
    @Test(arguments: [
        (#"{}"#, #"{}"#), (#" [ 1 , -2.50e+3 , true,false , null ] "#, #"[1, -2.50e+3, true, false, null]"#),
        (#"{"a":{"b":["c"]}}"#, #"{"a": {"b": ["c"]}}"#), (#""\u00e9\ud83d\ude00\/\n""#, #""é😀/\n""#),
        (#""\u0000""#, #""\u0000""#),
    ])
    func aDocumentIsReadAndWritten(_ text: String, _ written: String) {
        #expect(JSONNode(text)?.text == written)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", "-", "+1", "\"\t\"", "\"\\x\"", "\"\\ud800\"",
        "\"\\u+123\"",
        "nul", "[] []", "{\"a\":1,\"a\":2}", "'a'", "NaN",
    ])
    func whatIsNoneIsNone(_ text: String) { #expect(JSONNode(text) == nil) }

    @Test func depthIsBounded() {
        #expect(JSONNode(String(repeating: "[", count: 90) + String(repeating: "]", count: 90)) != nil)
        #expect(JSONNode(String(repeating: "[", count: 1_000_000)) == nil)
    }

    @Test func orderOfMembersDoesNotCount() throws {
        let one = try #require(JSONNode(#"{"a": 1, "b": [{"c": 2, "d": 3}]}"#))
        #expect(one.isSame(as: try #require(JSONNode(#"{"b":[{"d":3,"c":2}],"a":1}"#))))
        #expect(!one.isSame(as: try #require(JSONNode(#"{"b":[{"d":3,"c":2}],"a":1.0}"#))))
        // One letter in two spellings is two texts to a database.
        let spelled = try #require(JSONNode("{\"\u{E9}\": 1}"))
        #expect(!spelled.isSame(as: try #require(JSONNode("{\"e\u{301}\": 1}"))))
    }
}
