using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Demo.Year;

/// <summary>The people of a district who run its year, each signed in at their own browser.</summary>
internal sealed class Cast : IDisposable
{
    readonly List<Participant> _everybody = [];

    public required string District { get; init; }

    public required Person Office { get; init; }

    public required Person Secretary { get; init; }

    public required Person Chair { get; init; }

    public required Person Member { get; init; }

    public required Person Supervisor { get; init; }

    public required Person CppccLiaison { get; init; }

    public required Person Admin { get; init; }

    public required Person Leader { get; init; }

    public required Person Liaison { get; init; }

    public required Person Handler { get; init; }

    public required Person Reviewer { get; init; }

    public required Person Contact { get; init; }

    public required Visitor Public { get; init; }

    /// <summary>Who is invited to joint meetings; the member is told of them and cannot come.</summary>
    public IReadOnlyList<Person> Invited => [Office, Secretary, Chair, Member, Leader, Liaison, Handler];

    public IReadOnlyList<Person> Present => [.. Invited.Where(person => person != Member)];

    public IReadOnlyList<Person> Leaders => [Chair, Leader];

    public static async Task<Cast> SignInAsync(Uri gateway, SampleAccounts samples, string district, Traffic traffic)
    {
        var signedIn = new List<Participant>();
        async Task<Person> InAsync(Role role)
        {
            var person = await Person.SignInAsync(gateway, samples.Holder(role, district), traffic);
            signedIn.Add(person);
            return person;
        }

        var cast = new Cast
        {
            District = district,
            Office = await InAsync(Cppcc.Office),
            Secretary = await InAsync(Cppcc.Secretary),
            Chair = await InAsync(Cppcc.Chair),
            Member = await InAsync(Cppcc.Member),
            Supervisor = await InAsync(Cppcc.Supervisor),
            CppccLiaison = await InAsync(Cppcc.Liaison),
            Admin = await InAsync(Cppcc.Admin),
            Leader = await InAsync(Discipline.Leader),
            Liaison = await InAsync(Discipline.Liaison),
            Handler = await InAsync(Discipline.Handler),
            Reviewer = await InAsync(Others.Reviewer),
            Contact = await InAsync(Others.Contact),
            Public = new Visitor(gateway, traffic),
        };
        cast._everybody.AddRange([.. signedIn, cast.Public]);
        return cast;
    }

    public void Dispose()
    {
        foreach (var participant in _everybody) participant.Dispose();
    }
}
