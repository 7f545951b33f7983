import Kernel
import Markup
import TestSupport
import Testing

@Suite struct FormViewTests {
    private static let fields = [
        Field("name", "名稱", hint: "最多 <20> 字"), Field("kind", "種類", .choice([("a", "甲"), ("b", "乙")])), Field("note", "備註", required: false),
        Field("code", "驗證碼", .code), Field("new-password", "新密碼", .password), Field("return", "回到", .hidden),
    ]

    private static func html(_ fields: [Field] = fields, values: [String: String] = [:], errors: [String: Phrase] = [:]) async throws -> String {
        try await TestCity.with { city in
            let granted = try await Authorizer(grants: [], scopes: []).grant(.everyone, to: nil, parameters: [:], store: city.store)
            let request = IncomingRequest(method: .get, path: "/", query: [:], headers: [:], cookies: [:], client: "", id: "1")
            let words = Words(.chinese, english: Catalogue([:]))
            let call = Call(
                city: city.city, granted: granted, request: request, parameters: [:], t: words, adapter: 0, formToken: { "to\"ken" },
                body: { Submission(values: [:]) })
            return FormView(fields, to: "/here", submit: "送出", call: call, values: values, errors: errors).html(words).string
        }
    }

    @Test func everyFieldHasItsLabel() async throws {
        let html = try await Self.html()
        for field in Self.fields where field.name != "return" {
            #expect(html.contains(#"<label class="form-label" for="f-\#(field.name)">"#))
            #expect(html.contains(#"id="f-\#(field.name)" name="\#(field.name)""#))
        }
        #expect(html.contains("（可不填）"))
        #expect(html.contains(#"method="post" action="/here" enctype="application/x-www-form-urlencoded""#))
        #expect(html.contains(#"<input type="hidden" name="_token" value="to&quot;ken">"#))
    }

    @Test func errorsStandBesideTheirFieldsAndAbove() async throws {
        let html = try await Self.html(errors: ["name": "太長 <b>", "code": "不對"])
        #expect(html.contains(#"<p class="invalid-feedback" id="e-name">"#) && html.contains("太長 &lt;b&gt;</p>"))
        #expect(html.contains(#"aria-invalid="true" aria-describedby="h-name e-name""#))
        #expect(html.contains(#"aria-invalid="true" aria-describedby="e-code""#))
        #expect(html.contains(##"<li><a href="#f-name">名稱</a></li><li><a href="#f-code">驗證碼</a></li>"##))
        #expect(html.contains(#"role="alert""#) && html.contains("還有 2 個地方要改"))
        let right = try await Self.html()
        #expect(!right.contains("invalid") && !right.contains("alert"))
    }

    @Test func whatDescribesAFieldIsThere() async throws {
        let html = try await Self.html(errors: ["name": "x", "note": "y", "kind": "z"])
        let described = html.split(separator: "aria-describedby=\"").dropFirst().flatMap { $0.prefix { $0 != "\"" }.split(separator: " ") }
        #expect(described.count == 4)
        for id in described { #expect(html.contains("id=\"\(id)\""), "\(id)") }
    }

    @Test func whatWasTypedIsKeptButForPasswords() async throws {
        let html = try await Self.html(values: ["name": "\"><script>", "kind": "b", "new-password": "secret", "code": "123456", "return": "/plans"])
        #expect(html.contains(#"value="&quot;&gt;&lt;script&gt;""#) && !html.contains("<script>"))
        #expect(html.contains(#"<option value="b" selected>乙</option>"#) && html.contains(#"<option value="a" >甲</option>"#))
        #expect(html.contains(#"<input type="hidden" name="return" value="/plans">"#))
        #expect(!html.contains("secret") && !html.contains("123456"))
    }

    @Test func browsersAreToldWhatToFill() async throws {
        let html = try await Self.html()
        #expect(html.contains(#"autocomplete="one-time-code""#) && html.contains(#"inputmode="numeric""#))
        #expect(html.contains(#"autocomplete="new-password""#))
    }

    @Test func aFormWithAFileIsMultipart() async throws {
        let html = try await Self.html([Field("file", "檔案", .file([".txt", ".csv"]))])
        #expect(html.contains(#"enctype="multipart/form-data""#))
        #expect(html.contains(#"type="file""#) && html.contains(#"accept=".txt,.csv""#))
    }
}
