internal import Formats
internal import Kernel

/// `/openapi.json`: the list of endpoints, said in OpenAPI 3.1.
enum OpenAPIEndpoint {
    static let document = Endpoint(.get, "/openapi.json", .everyone, .json("本站的 OpenAPI 文件", .anyObject)) { call in
        .json(OpenAPI(city: call.city, t: call.t).document)
    }
}

struct OpenAPI {
    let city: City
    let t: Words

    var document: JSON {
        var paths: [(String, [(String, JSON)])] = []
        for endpoint in city.endpoints {
            add(endpoint, at: endpoint.path, as: nil, to: &paths)
            for form in endpoint.doc.forms { add(endpoint, at: "\(endpoint.path).\(form)", as: form, to: &paths) }
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .string(t("研考平台")), "version": .string(city.version),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .string(city.address)]],
            "paths": .object(paths.map { ($0.0, .object($0.1)) }),
            "components": [
                "schemas": ["Problem": Self.problem],
                "securitySchemes": [
                    "session": ["type": "apiKey", "in": "cookie", "name": .string(CookieNames.session(city.address.hasPrefix("https://")))]
                ],
            ],
        ]
    }

    private func add(_ endpoint: Endpoint, at path: String, as form: AnswerForm?, to paths: inout [(String, [(String, JSON)])]) {
        let entry = (endpoint.method.rawValue.lowercased(), operation(endpoint, as: form))
        if let index = paths.firstIndex(where: { $0.0 == path }) { paths[index].1.append(entry) } else { paths.append((path, [entry])) }
    }

    private func operation(_ endpoint: Endpoint, as form: AnswerForm?) -> JSON {
        var members: [(String, JSON)] = [
            ("summary", .string(t(endpoint.doc.summary))), ("operationId", .string(endpoint.name + (form.map { ".\($0)" } ?? ""))),
            ("x-access", .string(accessName(endpoint.access))),
        ]
        let parameters = endpoint.parameters.map(pathParameter) + endpoint.doc.query.map(queryParameter)
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if case .form(let fields) = endpoint.doc.answer, !endpoint.method.isSafe { members.append(("requestBody", requestBody(fields))) }
        members.append(("responses", .object(responses(endpoint, as: form))))
        if endpoint.access != .everyone { members.append(("security", [["session": []]])) }
        return .object(members)
    }

    private func accessName(_ access: Access) -> String {
        switch access {
        case .everyone: "everyone"
        case .signedIn: "signedIn"
        case .holds(let permission): "holds " + permission.id
        case .holdsOn(let permission, let parameter): "holds \(permission.id) on {\(parameter)}"
        case .isParty(let parameter): "is a party to {\(parameter)}"
        }
    }

    private func pathParameter(_ name: String) -> JSON {
        ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string", "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$"]]
    }

    private func queryParameter(_ parameter: QueryParameter) -> JSON {
        [
            "name": .string(parameter.name), "in": "query", "required": false, "description": .string(t(parameter.summary)),
            "schema": parameter.schema.json,
        ]
    }

    private func requestBody(_ fields: [Field]) -> JSON {
        let hasFile = fields.contains { if case .file = $0.kind { true } else { false } }
        let properties = fields.map { field -> (String, JSON) in
            if case .file = field.kind { return (field.name, ["type": "string", "format": "binary"]) }
            return (field.name, ["type": "string", "maxLength": .int(Int64(field.maximum))])
        }
        let required: [JSON] = fields.filter(\.isRequired).map { .string($0.name) } + ["_token"]
        let token: (String, JSON) = ("_token", ["type": "string"])
        let schema: JSON = ["type": "object", "properties": .object(properties + [token]), "required": .array(required)]
        let type = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"
        let media: JSON = ["schema": schema]
        return ["required": true, "content": .object([(type, media)])]
    }

    /// What the endpoint itself answers, and what the guards before it may answer.
    private func responses(_ endpoint: Endpoint, as form: AnswerForm?) -> [(String, JSON)] {
        var responses: [(String, JSON)] = []
        func add(_ status: Int, _ description: Phrase, _ content: [(String, JSON)]) {
            let body: [(String, JSON)] = content.isEmpty ? [] : [("content", .object(content))]
            responses.append((String(status), .object([("description", .string(t(description)))] + body)))
        }
        let page: [(String, JSON)] = [("text/html", ["schema": ["type": "string"]])]
        let problem: [(String, JSON)] = [("application/problem+json", ["schema": ["$ref": "#/components/schemas/Problem"]])]
        let refusal = page + problem
        switch endpoint.doc.answer {
        case .page(let data):
            let data = data ?? .anyObject
            add(200, "網頁", form.map { Self.contents([$0], data) } ?? page + Self.contents(endpoint.doc.forms, data))
        case .form:
            add(303, "完成，請看 Location", [])
            if !endpoint.method.isSafe { add(422, "有欄位要改", page) }
        case .json(let schema, _): add(200, "資料", Self.contents(form.map { [$0] } ?? [.json] + endpoint.doc.forms, schema))
        case .bytes(let types): add(200, "內容", types.map { ($0, ["schema": $0.hasSuffix("+json") ? [:] : ["type": "string"]]) })
        case .events:
            add(200, "事件，發生時送出", [("text/event-stream", ["schema": ["type": "string"]])])
            add(429, "太頻繁", refusal)
        }
        let isStream = if case .events = endpoint.doc.answer { true } else { false }
        if endpoint.method.isSafe && !isStream { add(304, "沒有改變", []) }
        add(400, "請求不正確", refusal)
        if endpoint.access != .everyone {
            if endpoint.method.isSafe, !responses.contains(where: { $0.0 == "303" }) { add(303, "請先登入", []) }
            add(401, "請先登入", refusal)
        }
        if endpoint.access != .everyone || !endpoint.method.isSafe { add(403, "沒有權限，或無法確認是您送出的", refusal) }
        add(404, "沒有這個內容", refusal)
        add(421, "網址的主機不是本站", refusal)
        if !endpoint.method.isSafe {
            add(408, "傳送太慢", refusal)
            add(413, "內容太大", refusal)
            add(415, "不接受這種格式", refusal)
            add(429, "太頻繁", refusal)
        }
        add(503, "暫時無法服務", endpoint.doc.mayBeUnavailable ? refusal + [("application/json", ["schema": ["type": "object"]])] : refusal)
        return responses
    }

    private static func contents(_ forms: [AnswerForm], _ schema: Schema) -> [(String, JSON)] {
        forms.map { ($0.mediaType, ["schema": $0 == .json ? schema.json : ["type": "string"]]) }
    }

    private static let problem: JSON = [
        "type": "object", "description": "RFC 9457",
        "properties": [
            "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"], "detail": ["type": "string"],
            "instance": ["type": "string"],
        ],
        "required": ["type", "title", "status", "detail", "instance"],
    ]
}
