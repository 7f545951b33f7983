internal import Formats
internal import Kernel
internal import Storage

/// An agency's matters, closed ones too, a page at a time.
struct AgencyListQueries {
    let filter: AgencyListFilter
    let now: Instant

    func page(limit: Int, _ db: any Reader) throws -> [Matter] {
        let sort = filter.sort
        var conditions: [SQL] = ["matter.lead = \(filter.lead)"]
        if let unit = filter.unit { conditions.append("matter.unit = \(unit)") }
        if let procedure = filter.procedure { conditions.append("matter.procedure = \(procedure)") }
        switch filter.which {
        case .all: break
        case .open: conditions.append("matter.closed_at IS NULL")
        case .overdue: conditions.append("matter.closed_at IS NULL AND matter.due_at < \(now)")
        case .closed: conditions.append("matter.closed_at IS NOT NULL")
        }
        if let month = filter.month {
            conditions.append(
                "\(sort.column) >= \(Instant(taipei: month.first)) AND \(sort.column) <= \(Instant.end(of: month.last))")
        }
        if let after = filter.after {
            // The second is the same as a bound on the column alone, which the index can begin at.
            conditions.append(
                sort.isDescending
                    ? "(\(sort.column) < \(after.key) OR (\(sort.column) = \(after.key) AND matter.id < \(after.id))) AND \(sort.column) <= \(after.key)"
                    : "(\(sort.column) > \(after.key) OR (\(sort.column) = \(after.key) AND matter.id > \(after.id))) AND \(sort.column) >= \(after.key)"
            )
        }
        let direction: SQL = sort.isDescending ? "DESC" : "ASC"
        return try db.all(
            """
            SELECT \(MatterQueries.columns) FROM matter\(index) WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY \(sort.column) \(direction), matter.id \(direction) LIMIT \(limit)
            """
        ).map { try MatterQueries.matter($0) }
    }

    /// SQLite takes any index whose first column fits as long as it knows no better, and would sort half an agency; PostgreSQL has its statistics.
    private var index: SQL {
        switch (filter.unit != nil, filter.procedure != nil, filter.which, filter.sort) {
        case (true, _, .all, _): "\(sqlite: " INDEXED BY matter_unit_all", postgres: "")"
        case (true, _, _, .due): "\(sqlite: " INDEXED BY matter_unit_due", postgres: "")"
        case (true, _, _, .new): "\(sqlite: " INDEXED BY matter_unit_new", postgres: "")"
        case (true, _, _, .closed): "\(sqlite: " INDEXED BY matter_unit_closed", postgres: "")"
        case (_, true, .all, _): "\(sqlite: " INDEXED BY matter_kind_all", postgres: "")"
        case (_, true, _, .due): "\(sqlite: " INDEXED BY matter_kind_due", postgres: "")"
        case (_, true, _, .new): "\(sqlite: " INDEXED BY matter_kind_new", postgres: "")"
        case (_, true, _, .closed): "\(sqlite: " INDEXED BY matter_kind_closed", postgres: "")"
        case (_, _, .all, _): "\(sqlite: " INDEXED BY matter_lead_all", postgres: "")"
        case (_, _, _, .due): "\(sqlite: " INDEXED BY matter_lead_due", postgres: "")"
        case (_, _, _, .new): "\(sqlite: " INDEXED BY matter_lead_new", postgres: "")"
        case (_, _, _, .closed): "\(sqlite: " INDEXED BY matter_lead_closed", postgres: "")"
        }
    }

    /// Where a page that ends with this matter ends.
    func cursor(_ matter: Matter) -> (key: String, id: String) {
        switch filter.sort {
        case .due: ((matter.dueAt ?? Matter.never).description, matter.id)
        case .new: (matter.openedAt.description, matter.id)
        case .closed: ((matter.closedAt ?? Matter.never).description, matter.id)
        }
    }
}
