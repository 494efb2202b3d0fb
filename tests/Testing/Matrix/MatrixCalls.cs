using System.Globalization;
using System.Text.RegularExpressions;
using Supervision.Contracts;
using Supervision.Testing.Api;

namespace Supervision.Testing.Matrix;

/// <summary>A cell of the matrix: by whom, about what.</summary>
/// <param name="Role">Null for nobody signed in.</param>
public readonly record struct Cell(Role? Role, Actor Actor, Target Target)
{
    public override string ToString() => $"by {Role?.ToString() ?? "nobody"} on {Target}";
}

/// <summary>Runs the cells of the matrix as calls.</summary>
/// <param name="recordsOf">Creates the records of a district.</param>
/// <param name="ofOtherUnit">Creates records of <see cref="Target.OtherUnit"/>; null if the service does not distinguish units.</param>
/// <param name="readLog">The table that records who read what, which a refused call may write to.</param>
/// <param name="second">A role whose second holder calls, because the first creates the records.</param>
public sealed partial class MatrixCalls<TRecords>(
    ServicePlatform platform, Func<string, TRecords> recordsOf, Func<TRecords>? ofOtherUnit = null, string? readLog = null,
    Role? second = null)
{
    readonly Dictionary<Target, TRecords> _records = new()
    {
        [Target.Own] = recordsOf(SampleAccounts.Dongtou),
        [Target.OtherDistrict] = recordsOf(SampleAccounts.Lucheng),
    };
    readonly Dictionary<(Target Target, string Kind), Case> _standing = [];

    /// <summary>Nobody, everyone with a single role, and the systems.</summary>
    public IReadOnlyList<(Role? Role, Actor Actor)> Callers { get; } =
    [
        (null, Actor.Nobody),
        .. Roles.All.Select(role => ((Role?)role, (Actor)platform.Accounts.Holders(role)[role == second ? 1 : 0])),
        (Cppcc.System, platform.Accounts.System(Bodies.Cppcc)),
        (Discipline.System, platform.Accounts.System(Bodies.Discipline)),
    ];

    public IEnumerable<Cell> Cells(AccessRow<TRecords> row) =>
        from caller in Callers
        from target in Enum.GetValues<Target>()
        where target is Target.Own || row.Of is not null
        where target is not Target.OtherUnit || (ofOtherUnit is not null && row.Of!.OfUnit)
        where target is not Target.OtherBody || (row.Elsewhere is not null && caller.Role is { Body: Bodies.Cppcc or Bodies.Discipline })
        select new Cell(caller.Role, caller.Actor, target);

    /// <param name="fresh">Whether to create a separate record for this call, because the call will change it.</param>
    public async Task<Answer> AskAsync(ServiceApi api, AccessRow<TRecords> row, Cell cell, bool fresh)
    {
        var (role, actor, target) = (cell.Role, cell.Actor, cell.Target is Target.OtherBody ? Target.Own : cell.Target);
        if (!_records.TryGetValue(target, out var records)) _records[target] = records = ofOtherUnit!();
        var kind = cell.Target is Target.OtherBody ? row.Elsewhere!.Of(role!.Value) : row.Of;
        var about = kind is not null ? await CaseAsync(target, records, kind, fresh) : new Case(actor.Account?.UserId ?? Guid.Empty);
        about = about with { By = actor };
        if (row.Shows is { } shown) await CaseAsync(target, records, shown, fresh: false);
        if (row.Before is { } before) await before(records);
        var (method, pattern) = (row.Endpoint.Split(' ')[0], row.Endpoint.Split(' ')[1]);
        var path = row.Path ?? Placeholder().Replace(pattern, match => match.Groups[1].Value == "id" ? about.Id.ToString() : about.Values![match.Groups[1].Value]);
        return await api.SendAsync(actor, HttpMethod.Parse(method), path + row.Query, row.Body(records, about), match: method == "PUT" ? "*" : null);
    }

    /// <summary>The database's content apart from messages, stored answers and the log of reads, one line per table.</summary>
    public async Task<string> ContentsAsync()
    {
        var tables = await platform.ScalarAsync<string[]>(
            """
            select array_agg(relname::text order by relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                and not relispartition and relname <> all ('{__EFMigrationsHistory,outbox,idempotent_requests}') and relname <> $1
            """, readLog ?? "");
        var lines = new List<string>();
        foreach (var table in tables!)
        {
            var sum = await platform.ScalarAsync<string>(
                $"select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from {table} t");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{table} {sum}"));
        }

        return string.Join('\n', lines);
    }

    async Task<Case> CaseAsync(Target target, TRecords records, RecordKind<TRecords> kind, bool fresh)
    {
        if (fresh) return await kind.MakeAsync(records);
        if (!_standing.TryGetValue((target, kind.Name), out var standing))
            _standing[(target, kind.Name)] = standing = await kind.MakeAsync(records);
        return standing;
    }

    [GeneratedRegex(@"\{([A-Za-z]+)(?::[a-z]+)?\}")]
    private static partial Regex Placeholder();
}
