using System.Globalization;
using System.Text.RegularExpressions;
using Supervision.Contracts;
using Supervision.Testing.Api;

namespace Supervision.Testing.Matrix;

/// <summary>Runs the cells of the matrix as calls: by whom, about what.</summary>
/// <param name="recordsOf">Creates the records of a district.</param>
/// <param name="scalarAsync">Queries the database as its owner.</param>
/// <param name="ofOtherUnit">Creates records of <see cref="Target.OtherUnit"/>; null if the service does not distinguish units.</param>
public sealed partial class MatrixCalls<TRecords>(
    SampleAccounts accounts, Func<string, TRecords> recordsOf, Func<string, Task<object?>> scalarAsync, Func<TRecords>? ofOtherUnit = null)
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
        .. Roles.All.Select(role => ((Role?)role, (Actor)accounts.Holder(role))),
        (Cppcc.System, accounts.System(Bodies.Cppcc)),
        (Discipline.System, accounts.System(Bodies.Discipline)),
    ];

    public IEnumerable<(Role? Role, Actor Actor, Target Target)> Cells(AccessRow<TRecords> row) =>
        from caller in Callers
        from target in Enum.GetValues<Target>()
        where target is Target.Own || row.Of is not null
        where target is not Target.OtherUnit || (ofOtherUnit is not null && row.Of!.OfUnit)
        select (caller.Role, caller.Actor, target);

    /// <param name="fresh">Whether to create a separate record for this call, because the call will change it.</param>
    public async Task<Answer> AskAsync(ServiceApi api, AccessRow<TRecords> row, Actor actor, Target target, bool fresh)
    {
        if (!_records.TryGetValue(target, out var records)) _records[target] = records = ofOtherUnit!();
        var about = row.Of is { } kind ? await CaseAsync(target, records, kind, fresh) : new Case(actor.Account?.UserId ?? Guid.Empty);
        if (row.Shows is { } shown) await CaseAsync(target, records, shown, fresh: false);
        if (row.Before is { } before) await before(records);
        var (method, pattern) = (row.Endpoint.Split(' ')[0], row.Endpoint.Split(' ')[1]);
        var path = row.Path ?? Placeholder().Replace(pattern, match => match.Groups[1].Value == "id" ? about.Id.ToString() : about.Values![match.Groups[1].Value]);
        return await api.SendAsync(actor, HttpMethod.Parse(method), path + row.Query, row.Body(records, about), match: method == "PUT" ? "*" : null);
    }

    /// <summary>The database's content apart from messages and stored answers, one line per table.</summary>
    public async Task<string> ContentsAsync()
    {
        var tables = (string[])(await scalarAsync(
            """
            select array_agg(relname::text order by relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                and not relispartition and relname <> all ('{__EFMigrationsHistory,outbox,idempotent_requests}')
            """))!;
        var lines = new List<string>();
        foreach (var table in tables)
        {
            var sum = await scalarAsync($"select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from {table} t");
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
