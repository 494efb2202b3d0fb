using System.Globalization;
using System.Text.RegularExpressions;
using Supervision.Contracts;
using Supervision.Testing.Api;

namespace Supervision.Testing.Matrix;

/// <summary>The cells of the matrix as calls: by whom, about what.</summary>
/// <param name="recordsOf">Makes the records of a district.</param>
/// <param name="scalarAsync">Asks the database as its owner.</param>
public sealed partial class MatrixCalls<TRecords>(SampleAccounts accounts, Func<string, TRecords> recordsOf, Func<string, Task<object?>> scalarAsync)
{
    readonly TRecords _ours = recordsOf(SampleAccounts.Dongtou);
    readonly TRecords _theirs = recordsOf(SampleAccounts.Lucheng);
    readonly Dictionary<(string District, string Kind), Case> _standing = [];

    /// <summary>Nobody, everyone of a single role, and the systems.</summary>
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
        select (caller.Role, caller.Actor, target);

    /// <param name="fresh">A record of its own for this call, which is going to change it.</param>
    public async Task<Answer> AskAsync(ServiceApi api, AccessRow<TRecords> row, Actor actor, Target target, bool fresh)
    {
        var district = target is Target.OtherDistrict ? SampleAccounts.Lucheng : SampleAccounts.Dongtou;
        var records = target is Target.OtherDistrict ? _theirs : _ours;
        var about = row.Of is { } kind ? await CaseAsync(district, records, kind, fresh) : new Case(actor.Account?.UserId ?? Guid.Empty);
        var (method, pattern) = (row.Endpoint.Split(' ')[0], row.Endpoint.Split(' ')[1]);
        var path = row.Path ?? Placeholder().Replace(pattern, match => match.Groups[1].Value == "id" ? about.Id.ToString() : about.Values![match.Groups[1].Value]);
        return await api.SendAsync(actor, HttpMethod.Parse(method), path + row.Query, row.Body(records, about), match: method == "PUT" ? "*" : null);
    }

    /// <summary>What the database holds beyond messages and kept answers, as one line a table.</summary>
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

    async Task<Case> CaseAsync(string district, TRecords records, RecordKind<TRecords> kind, bool fresh)
    {
        if (fresh) return await kind.MakeAsync(records);
        if (!_standing.TryGetValue((district, kind.Name), out var standing))
            _standing[(district, kind.Name)] = standing = await kind.MakeAsync(records);
        return standing;
    }

    [GeneratedRegex(@"\{([A-Za-z]+)(?::[a-z]+)?\}")]
    private static partial Regex Placeholder();
}
