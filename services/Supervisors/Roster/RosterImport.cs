using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Sectors;

namespace Supervision.Supervisors.Roster;

/// <summary>Result of an import.</summary>
/// <param name="Appointed">Added rows that had a term.</param>
/// <param name="AlreadyThere">Rows imported before and left unchanged.</param>
public sealed record ImportResult(int Rows, int Added, int Appointed, int AlreadyThere);

/// <summary>A row that was read.</summary>
/// <param name="Key">What identifies it.</param>
/// <param name="Appointment">Null for a nomination.</param>
internal sealed record ImportRow(string Key, NominationRequest Nomination, AppointmentRequest? Appointment);

/// <summary>
/// Supervisors from a spreadsheet (R14). A row is identified by its own number, else by name and contact, so that importing the same or a
/// corrected file again adds only what is new. A row with a term appoints.
/// </summary>
internal sealed class RosterImport(SupervisorsDb db, SectorList sectors, RosterBook book) : ISheetImport<ImportRow, ImportResult>
{
    public const string Number = "自编号";
    public const string Name = "姓名";
    public const string Account = "账号标识";
    public const string Sector = "界别";
    public const string Contact = "联系方式";
    public const string ProposedBy = "推荐单位";
    public const string Criteria = "遴选标准";
    public const string From = "任期开始";
    public const string Until = "任期结束";
    public const string Decision = "遴选决定";

    public static readonly SheetTemplate Template = new(
        "特邀监督员", [Number, Name, Account, Sector, Contact, ProposedBy, Criteria, From, Until, Decision], MostRows: 1000);

    static readonly string[] Days = ["yyyy-MM-dd", "yyyy/M/d", "yyyy年M月d日"];

    static readonly PlainTextAttribute Short = new(100), Words = new(200), Long = new(2000);

    public async Task<IReadOnlyList<ImportRow>> CheckAsync(
        IReadOnlyList<SheetRow> rows, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var known = (await sectors.OfAsync(caller.District, ct)).Where(s => s.Active).ToList();
        var accounts = await db.People.Where(p => p.District == caller.District && p.Body == Bodies.Cppcc && p.Active).Select(p => p.UserId).ToHashSetAsync(ct);
        var (keys, users) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<Guid, int>());
        var found = new List<ImportRow>();
        foreach (var cells in rows)
        {
            var row = Read(cells, known, accounts, DistrictTime.DayAt(now));
            if (cells.IsFirst(keys, row.Key, cells.Filled(Number) is null ? Name : Number) && row.Nomination.UserId is { } user)
                cells.IsFirst(users, user, Account);
            found.Add(row);
        }

        return found;
    }

    /// <summary>Writes valid rows that do not exist yet.</summary>
    /// <exception cref="RuleViolation">supervisor.roster_full, supervisor.account_taken: nothing is written.</exception>
    public async Task<ImportResult> WriteAsync(IReadOnlyList<ImportRow> rows, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var (added, appointed) = (0, 0);
        await db.InTransactionAsync(async () =>
        {
            await db.LockMatterAsync(RosterBook.LockOf(caller.District), ct);
            var keys = rows.Select(row => row.Key).ToArray();
            var there = await db.Set<Supervisor>().Where(s => s.District == caller.District && keys.Contains(s.ImportKey)).Select(s => s.ImportKey!).ToHashSetAsync(ct);
            foreach (var row in rows.Where(row => !there.Contains(row.Key)))
            {
                var supervisor = await book.NominateAsync(row.Nomination, caller, now, ct, row.Key);
                db.Add(supervisor);
                added++;
                if (row.Appointment is not null) appointed++;
                var facts = row.Appointment is { } term ? await book.AppointAsync(supervisor, term, caller, now, ct) : [];
                foreach (var fact in facts) db.Enqueue(fact);
                await db.SaveChangesAsync(ct); // the next row counts this one
            }
        }, ct);
        return new(rows.Count, added, appointed, rows.Count - added);
    }

    static ImportRow Read(SheetRow row, List<SectorView> known, HashSet<Guid> accounts, DateOnly today)
    {
        row.Check(Number, Short, required: false);
        row.Check(Name, Short, required: true);
        row.Check(Contact, Short, required: false);
        row.Check(ProposedBy, Words, required: true);
        row.Check(Criteria, Long, required: true);
        var sector = known.Find(s => s.Chinese == row[Sector] || s.English == row[Sector] || s.Code == row[Sector]);
        if (sector is null) row.Fault(Sector, row.Filled(Sector) is null ? "import.required" : "import.unknown");
        Guid? user = Guid.TryParse(row[Account], out var account) ? account : null;
        if (row.Filled(Account) is not null && (user is null || !accounts.Contains(user.Value))) row.Fault(Account, "import.unknown");
        var nomination = new NominationRequest(user, row[Name], sector?.Code ?? "", row.Filled(Contact), row[ProposedBy], row[Criteria]);
        return new(row.Key(Number, "person", Name, Contact), nomination, Term(row, today));
    }

    /// <summary>A row with either day of a term appoints, and then needs both days and the decision.</summary>
    static AppointmentRequest? Term(SheetRow row, DateOnly today)
    {
        if (row.Filled(From) is null && row.Filled(Until) is null) return null;
        row.Check(Decision, Long, required: true);
        var (from, until) = (Day(row, From), Day(row, Until));
        if (from is null || until is null) return null;
        if (!Supervisor.IsSound(from.Value, until.Value) || until < today) row.Fault(Until, "import.term");
        return new(from.Value, until.Value, row[Decision]);
    }

    static DateOnly? Day(SheetRow row, string column)
    {
        if (DateOnly.TryParseExact(row[column], Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        row.Fault(column, row.Filled(column) is null ? "import.required" : "import.day");
        return null;
    }
}
