using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Places;

/// <summary>One error in a row of a spreadsheet.</summary>
/// <param name="Row">Row number as in the spreadsheet; the header is row 1.</param>
/// <param name="Column">Its header.</param>
/// <param name="Code"><c>import.required</c>, <c>import.too_long</c>, <c>import.unknown</c>, <c>import.number</c> or <c>import.twice</c>.</param>
public sealed record PlaceImportError(int Row, string Column, string Code, string Title);

/// <summary>Result of an import.</summary>
/// <param name="Changed">Rows of existing places for which the spreadsheet differs.</param>
public sealed record PlaceImportResult(int Rows, int Added, int Changed);

/// <summary>
/// Places from a spreadsheet (R21): every row is checked before any is written, and all are written together. A place is identified by its kind and
/// name; its keepers, which the spreadsheet does not contain, stay unchanged.
/// </summary>
internal sealed class PlaceImport(SupervisorsDb db, ProblemTexts texts)
{
    public const int MostRows = 2000;

    public const string Kind = "类型";
    public const string Name = "名称";
    public const string Address = "地址";
    public const string Hours = "开放时间";
    public const string Contacts = "联系人";
    public const string Longitude = "经度";
    public const string Latitude = "纬度";
    public const string Offices = "派驻机构";

    public static readonly IReadOnlyList<string> Columns = [Kind, Name, Address, Hours, Contacts, Longitude, Latitude, Offices];

    static readonly char[] Separators = ['、', ',', '，', ';', '；'];
    static readonly PlainTextAttribute ShortText = new(200), Words = new(300);

    readonly List<PlaceImportError> _errors = [];

    /// <summary>Reads and checks the rows of a file.</summary>
    /// <exception cref="RequestProblem">422 <c>import.format</c>, <c>import.too_many</c></exception>
    public async Task<(IReadOnlyList<PlaceRow> Rows, IReadOnlyList<PlaceImportError> Errors)> ReadAsync(string path, Caller caller, CancellationToken ct)
    {
        var offices = await db.Set<Place>().Where(p => p.District == caller.District && p.Kind == PlaceKind.ResidentOffice).Select(p => p.Name).ToHashSetAsync(ct);
        List<(int Number, Dictionary<string, string> Cells)> lines = [];
        var number = 1;
        foreach (var cells in Cells(path))
        {
            number++;
            if (cells.Values.All(string.IsNullOrWhiteSpace)) continue;
            if (lines.Count == MostRows) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.too_many");
            lines.Add((number, cells));
        }

        if (lines.Count == 0) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "import.format");
        var office = FieldLabels.Places[PlaceKind.ResidentOffice];
        offices.UnionWith(lines.Where(line => line.Cells[Kind] == office).Select(line => line.Cells[Name]));
        var rows = lines.Select(line => Row(line.Number, line.Cells, offices)).ToList();
        foreach (var twice in rows.GroupBy(row => (row.Card.Kind, row.Card.Name)).Where(group => group.Count() > 1))
            foreach (var row in twice.Skip(1)) Fault(row.Number, Name, "import.twice", twice.First().Number);
        return (rows, _errors);
    }

    /// <summary>Writes valid rows: resident offices first, so that the others can be linked to them.</summary>
    public async Task<PlaceImportResult> WriteAsync(IReadOnlyList<PlaceRow> rows, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var (added, changed) = (0, 0);
        await db.InTransactionAsync(async () =>
        {
            await db.LockMatterAsync($"places/{caller.District}", ct);
            var there = await db.Set<Place>().Where(p => p.District == caller.District).ToDictionaryAsync(p => (p.Kind, p.Name), ct);
            foreach (var row in rows.OrderByDescending(row => row.Card.Kind is PlaceKind.ResidentOffice))
            {
                Guid[] offices = [.. row.Offices.Select(name => there[(PlaceKind.ResidentOffice, name)].Id)];
                if (!there.TryGetValue((row.Card.Kind, row.Card.Name), out var place))
                {
                    place = Place.Enter(caller.District, row.Card with { ResidentOffices = offices }, now);
                    db.Add(place);
                    there.Add((place.Kind, place.Name), place);
                    added++;
                    continue;
                }

                place.Take(row.Card with { ResidentOffices = offices, Keepers = place.Keepers });
                if (db.Entry(place).State is EntityState.Modified) changed++;
            }

            await db.SaveChangesAsync(ct);
        }, ct);
        return new(rows.Count, added, changed);
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
        return rows.Select(row => Columns.ToDictionary(
            column => column, column => Convert.ToString(row.First(cell => cell.Key.Trim() == column).Value, CultureInfo.InvariantCulture)?.Trim() ?? ""));
    }

    PlaceRow Row(int number, Dictionary<string, string> cells, HashSet<string> offices)
    {
        Text(number, cells, Name, ShortText, required: true);
        Text(number, cells, Address, Words, required: true);
        Text(number, cells, Hours, Words, required: false);
        Text(number, cells, Contacts, Words, required: false);
        var kind = FieldLabels.Places.FirstOrDefault(label => label.Value == cells[Kind]);
        if (kind.Value is null) Fault(number, Kind, "import.unknown");
        var (longitude, latitude) = (Degrees(number, cells, Longitude, 180), Degrees(number, cells, Latitude, 90));
        if (longitude is null != latitude is null) Fault(number, longitude is null ? Longitude : Latitude, "import.required");
        var linked = Split(cells[Offices]);
        if (linked.Except(offices).Any()) Fault(number, Offices, "import.unknown");
        var position = longitude is { } east && latitude is { } north ? new MapPoint(north, east) : null;
        return new(number, new(kind.Key, cells[Name], cells[Address], cells[Hours] is { Length: > 0 } hours ? hours : null, position,
            [.. Split(cells[Contacts]).Select(Contact)], [], []), linked);
    }

    static string[] Split(string cell) => cell.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A name, and a telephone number after a space.</summary>
    static PlaceContact Contact(string text) => text.LastIndexOf(' ') is > 0 and var at ? new(text[..at].Trim(), text[(at + 1)..]) : new(text, null);

    double? Degrees(int number, Dictionary<string, string> cells, string column, double most)
    {
        if (cells[column].Length == 0) return null;
        if (double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most) return degrees;
        Fault(number, column, "import.number");
        return null;
    }

    void Text(int row, Dictionary<string, string> cells, string column, PlainTextAttribute rule, bool required)
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
}

/// <summary>A row that was read.</summary>
/// <param name="Offices">Names of the resident offices it is linked to.</param>
internal sealed record PlaceRow(int Number, PlaceCard Card, IReadOnlyList<string> Offices);
