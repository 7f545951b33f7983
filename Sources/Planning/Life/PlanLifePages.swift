internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// A plan enters its procedure.
enum PlanLifePages {
    /// 開始滾動修正
    static let revise = Endpoint(
        .post, "/plans/{plan}/revision", .holdsOn(PlanningModule.draftPlans, "plan"), .form("開始滾動修正", [])
    ) { call in
        let id = try await own(call)
        return try await reply { try await Plan.startRevision(id, as: call.granted.actor(), in: call.city) }
    }

    /// 送進編審流程
    static let start = Endpoint(.post, "/plans/{plan}/life", .holdsOn(PlanningModule.draftPlans, "plan"), .form("草稿進入編審流程", [])) { call in
        let id = try await own(call)
        return try await reply { try await Plan.startLife(id, as: call.granted.actor(), in: call.city) }
    }

    /// The plan that the address names, for the people of its own agency: the commission reviews and does not write.
    private static func own(_ call: Call) async throws -> String {
        let id = try call.parameter("plan")
        guard let agency = try await call.store.point({ try PlanQueries.agency(of: id, $0) }), call.granted.writesPlans(of: agency) else {
            throw Problem.forbidden
        }
        return id
    }

    private static func reply(_ start: () async throws -> Plan.Start) async throws -> Reply {
        do {
            switch try await start() {
            case .started(let matter): return .seeOther("/matters/\(matter.id)")
            case .isThere(let draft): return .seeOther(PlanURL.draft(draft).with(query: [("done", "exists")]))
            case .notThere: throw Problem.notFound
            }
        } catch MatterRefusal.calendar {
            throw Problem(409, "no-office-calendar", "辦公日曆還沒有匯入", "編審期限算不出來。請系統管理者先匯入今年與明年的辦公日曆，再做一次。")
        }
    }
}

extension Granted {
    /// Whether the person is one of the agency's own who write its plans.
    func writesPlans(of agency: String) -> Bool {
        person?.appointments.contains { $0.agency == agency && [.officer, .agencyHead].contains($0.role) } ?? false
    }
}
