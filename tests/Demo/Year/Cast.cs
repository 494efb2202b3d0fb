using Supervision.Contracts;

namespace Supervision.Demo.Year;

/// <summary>The people of a district who run its year, each signed in in their own browser.</summary>
internal sealed class Cast
{
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

    /// <summary>People invited to joint meetings; the member is notified but cannot come.</summary>
    public IReadOnlyList<Person> Invited => [Office, Secretary, Chair, Member, Leader, Liaison, Handler];

    public IReadOnlyList<Person> Present => [.. Invited.Where(person => person != Member)];

    public IReadOnlyList<Person> Leaders => [Chair, Leader];

    public static async Task<Cast> SignInAsync(People people, string district)
    {
        Task<Person> InAsync(Role role) => people.InAsync(role, district);
        return new Cast
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
            Public = people.Public,
        };
    }
}
