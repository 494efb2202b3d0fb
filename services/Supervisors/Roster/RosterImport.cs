using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Sectors;

namespace Supervision.Supervisors.Roster;

/// <summary>One error in a row of a spreadsheet.</summary>
/// <param name="Row">Row number as in the spreadsheet; the header is row 1.</param>
/// <param name="Column">Its header.</param>
/// <param name="Code"><c>import.required</c>, <c>import.too_long</c>, <c>import.unknown</c>, <c>import.day</c>, <c>import.term</c> or <c>import.twice</c>.</param>
public sealed record ImportError(int Row, string Column, string Code, string Title);

/// <summary>Result of an import.</summary>
/// <param name="Appointed">Added rows that had a term.</param>
/// <param name="AlreadyThere">Rows imported before and left unchanged.</param>
public sealed record ImportResult(int Rows, int Added, int Appointed, int AlreadyThere);

/// <summary>A row that was read.</summary>
/// <param name="Key">What identifies it.</param>
/// <param name="Appointment">Null for a nomination.</param>
internal sealed record ImportRow(string Key, NominationRequest Nomination, AppointmentRequest? Appointment);

/// <summary>
/// Supervisors from a spreadsheet (R14): every row is checked before any is written, and all are written together. A row is identified by its own
/// number, else by name and contact, so that importing the same or a corrected file again adds only what is new. A row with a term appoints.
/// </summary>
internal sealed class RosterImport(SupervisorsDb db, SectorList sectors, RosterBook book, ProblemTexts texts)
{
    public const int MostRows = 1000;

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

    public static readonly IReadOnlyList<string> Columns = [Number, Name, Account, Sector, Contact, ProposedBy, Criteria, From, Until, Decision];

    static readonly PlainTextAttribute Short = new(100), Words = new(200), Long = new(2000);

    readonly List<ImportError> _errors = [];

    /// <summary>Reads and checks the rows of a file.</summary>
    /// <exception cref="RequestProblem">422 <c>import.format</c>, <c>import.too_many</c></exception>
    public async Task<(IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportError> Errors)> ReadAsync(string path, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var known = (await sectors.OfAsync(caller.District, ct)).Where(s => s.Active).ToList();
        var accounts = await db.People.Where(p => p.District == caller.District && p.Body == Bodies.Cppcc && p.Active).Select(p => p.UserId).ToHashSetAsync(ct);
        var rows = new List<ImportRow>();
        var (keys, users) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<Guid, int>());
        var number = 1;
        foreach (var cells in Cells(path))
        {
            number++;
            if (cells.Values.All(string.IsNullOrWhiteSpace)) continue;
            if (rows.Count == MostRows) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.too_many");
            var row = Row(number, cells, known, accounts, DistrictTime.DayAt(now));
            if (!keys.TryAdd(row.Key, number)) Fault(number, cells[Number].Length > 0 ? Number : Name, "import.twice", keys[row.Key]);
            else if (row.Nomination.UserId is { } user && !users.TryAdd(user, number)) Fault(number, Account, "import.twice", users[user]);
            rows.Add(row);
        }

        if (rows.Count == 0) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format");
        return (rows, _errors);
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

    static IEnumerable<Dictionary<string, string>> Cells(string path)
    {
        using var file = File.OpenRead(path);
        List<IDictionary<string, object?>> rows;
        try
        {
            rows = [.. MiniExcel.Query(file, useHeaderRow: true, excelType: ExcelType.XLSX).Cast<IDictionary<string, object?>>().Take(MostRows * 2)];
        }
        catch (Exception e) when (e is InvalidDataException or System.Xml.XmlException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format", e);
        }

        if (rows.Count > 0 && Columns.Except(rows[0].Keys.Select(head => head.Trim())).Any())
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format");
        return rows.Select(row => Columns.ToDictionary(column => column, column => Text(row.First(cell => cell.Key.Trim() == column).Value)));
    }

    static string Text(object? value) => value switch
    {
        null => "",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim(),
    };

    ImportRow Row(int number, Dictionary<string, string> cells, List<SectorView> known, HashSet<Guid> accounts, DateOnly today)
    {
        Check(number, cells, Number, Short, required: false);
        Check(number, cells, Name, Short, required: true);
        Check(number, cells, Contact, Short, required: false);
        Check(number, cells, ProposedBy, Words, required: true);
        Check(number, cells, Criteria, Long, required: true);
        var sector = known.Find(s => s.Chinese == cells[Sector] || s.English == cells[Sector] || s.Code == cells[Sector]);
        if (sector is null) Fault(number, Sector, cells[Sector].Length == 0 ? "import.required" : "import.unknown");
        Guid? user = Guid.TryParse(cells[Account], out var account) ? account : null;
        if (cells[Account].Length > 0 && (user is null || !accounts.Contains(user.Value))) Fault(number, Account, "import.unknown");
        var nomination = new NominationRequest(user, cells[Name], sector?.Code ?? "", cells[Contact] is { Length: > 0 } contact ? contact : null, cells[ProposedBy], cells[Criteria]);
        return new(Key(cells), nomination, Term(number, cells, today));
    }

    /// <summary>A row with either day of a term appoints, and then needs both days and the decision.</summary>
    AppointmentRequest? Term(int number, Dictionary<string, string> cells, DateOnly today)
    {
        if (cells[From].Length == 0 && cells[Until].Length == 0) return null;
        Check(number, cells, Decision, Long, required: true);
        var (from, until) = (Day(number, cells, From), Day(number, cells, Until));
        if (from is null || until is null) return null;
        if (!Supervisor.IsSound(from.Value, until.Value) || until < today) Fault(number, Until, "import.term");
        return new(from.Value, until.Value, cells[Decision]);
    }

    DateOnly? Day(int number, Dictionary<string, string> cells, string column)
    {
        if (DateOnly.TryParseExact(cells[column], ["yyyy-MM-dd", "yyyy/M/d", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(number, column, cells[column].Length == 0 ? "import.required" : "import.day");
        return null;
    }

    void Check(int row, Dictionary<string, string> cells, string column, PlainTextAttribute rule, bool required)
    {
        if (cells[column].Length == 0)
        {
            if (required) Fault(row, column, "import.required");
        }
        else if (!rule.IsValid(cells[column]))
        {
            Fault(row, column, "import.too_long", rule.MaxLength);
        }
    }

    void Fault(int row, string column, string code, params object?[] arguments) =>
        _errors.Add(new(row, column, code, texts.Of(code, CultureInfo.CurrentUICulture, arguments)));

    static string Key(Dictionary<string, string> cells)
    {
        var known = cells[Number].Length > 0 ? $"number\n{cells[Number]}" : $"person\n{cells[Name]}\n{cells[Contact]}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(known)));
    }
}
