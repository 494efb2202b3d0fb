using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Places;

/// <summary>Result of an import.</summary>
/// <param name="Changed">Rows of existing places for which the spreadsheet differs.</param>
public sealed record PlaceImportResult(int Rows, int Added, int Changed);

/// <summary>
/// Places from a spreadsheet (R21). A place is identified by its kind and name; its keepers, which the spreadsheet does not contain, stay
/// unchanged.
/// </summary>
internal sealed class PlaceImport(SupervisorsDb db) : ISheetImport<PlaceRow, PlaceImportResult>
{
    public const string Kind = "类型";
    public const string Name = "名称";
    public const string Address = "地址";
    public const string Hours = "开放时间";
    public const string Contacts = "联系人";
    public const string Longitude = "经度";
    public const string Latitude = "纬度";
    public const string Offices = "派驻机构";

    public static readonly SheetTemplate Template = new(
        "阵地名录", [Kind, Name, Address, Hours, Contacts, Longitude, Latitude, Offices], MostRows: 2000);

    static readonly PlainTextAttribute ShortText = new(200), Words = new(300);

    public async Task<IReadOnlyList<PlaceRow>> CheckAsync(
        IReadOnlyList<SheetRow> rows, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var offices = await db.Set<Place>().Where(p => p.District == caller.District && p.Kind == PlaceKind.ResidentOffice).Select(p => p.Name).ToHashSetAsync(ct);
        var office = FieldLabels.Places[PlaceKind.ResidentOffice];
        offices.UnionWith(rows.Where(row => row[Kind] == office).Select(row => row[Name]));
        var seen = new Dictionary<(PlaceKind, string), int>();
        return [.. rows.Select(row => Read(row, offices, seen))];
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

    static PlaceRow Read(SheetRow row, HashSet<string> offices, Dictionary<(PlaceKind, string), int> seen)
    {
        row.Check(Name, ShortText, required: true);
        row.Check(Address, Words, required: true);
        row.Check(Hours, Words, required: false);
        row.Check(Contacts, Words, required: false);
        var kind = FieldLabels.Places.FirstOrDefault(label => label.Value == row[Kind]);
        if (kind.Value is null) row.Fault(Kind, "import.unknown");
        var (longitude, latitude) = (Degrees(row, Longitude, 180), Degrees(row, Latitude, 90));
        if (longitude is null != latitude is null) row.Fault(longitude is null ? Longitude : Latitude, "import.required");
        var linked = row.Split(Offices);
        if (linked.Except(offices).Any()) row.Fault(Offices, "import.unknown");
        row.IsFirst(seen, (kind.Key, row[Name]), Name);
        var position = longitude is { } east && latitude is { } north ? new MapPoint(north, east) : null;
        var contacts = row.Split(Contacts).Select(Contact).ToList();
        return new(new(kind.Key, row[Name], row[Address], row.Filled(Hours), position, contacts, [], []), linked);
    }

    /// <summary>A name, and a telephone number after a space.</summary>
    static PlaceContact Contact(string text) => text.LastIndexOf(' ') is > 0 and var at ? new(text[..at].Trim(), text[(at + 1)..]) : new(text, null);

    static double? Degrees(SheetRow row, string column, double most)
    {
        if (row.Filled(column) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
            return degrees;
        row.Fault(column, "import.number");
        return null;
    }
}

/// <summary>A row that was read.</summary>
/// <param name="Offices">Names of the resident offices it is linked to.</param>
internal sealed record PlaceRow(PlaceCard Card, IReadOnlyList<string> Offices);
