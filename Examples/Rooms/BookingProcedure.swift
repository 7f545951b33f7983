internal import Kernel
internal import Matters

/// asked → granted | refused | withdrawn
enum BookingProcedure {
    static let procedure = Procedure(
        "rooms.booking", "會議室借用", mark: "室", version: 1, summary: "同仁借會議室，由研考會核准；同一間、同一個半天只核准一場。",
        states: [
            State("asked", "待核准", turn: .commission, deadline: .rule(.workingDays(.setting(RoomsModule.limit)))),
            State("granted", "已核准", closes: .done),
            State("refused", "不核准", closes: .dropped, isDetour: true),
            State("withdrawn", "已撤回", closes: .dropped, isDetour: true),
        ],
        actions: [
            Action(
                "grant", "核准", from: ["asked"], to: "granted", by: [.commission],
                effects: [.run("登記會議室", { step, db, changes in try Booking.grant(step.matter, db, &changes) }), .notify([.author], "會議室核准了")],
                isBulk: true),
            Action(
                "refuse", "不核准", from: ["asked"], to: "refused", by: [.commission], form: [.words("理由")], effects: [.notify([.author], "會議室沒有核准")]),
            Action("withdraw", "撤回", from: ["asked"], to: "withdrawn", by: [.author]),
            Action.comment(from: ["asked"], by: [.author, .commission]),
        ])
}
