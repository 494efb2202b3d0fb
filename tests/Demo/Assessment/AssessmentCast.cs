using Supervision.Contracts;

namespace Supervision.Demo.Assessment;

/// <summary>The people who conclude the year's topics, the unit that answers, and those who must not see it.</summary>
internal sealed class AssessmentCast
{
    public required Person Office { get; init; }

    public required Person Secretary { get; init; }

    public required Person Chair { get; init; }

    public required Person CppccLiaison { get; init; }

    public required Person Supervisor { get; init; }

    public required Person Leader { get; init; }

    public required Person Liaison { get; init; }

    public required Person Handler { get; init; }

    public required Person Reviewer { get; init; }

    /// <summary>Of the unit that is supervised.</summary>
    public required Person Contact { get; init; }

    /// <summary>Of another unit of the district.</summary>
    public required Person OtherContact { get; init; }

    /// <summary>Of a unit of another district.</summary>
    public required Person Elsewhere { get; init; }

    public required Visitor Public { get; init; }

    public IReadOnlyList<Person> Leaders => [Chair, Leader];

    /// <summary>The judges of each body.</summary>
    public IReadOnlyList<Person> Judges => [Office, Liaison];

    public IReadOnlyList<Person> OtherUnits => [OtherContact, Elsewhere];

    /// <summary>A quorum of each body.</summary>
    public IReadOnlyList<Person> Present => [Office, Secretary, Chair, Leader, Liaison, Handler];

    /// <summary>Code of the unit that is supervised.</summary>
    public string Unit => Contact.Account.Unit!;

    public static async Task<AssessmentCast> SignInAsync(People people, string district)
    {
        Task<Person> InAsync(Role role, int which = 0) => people.InAsync(role, district, which);
        return new AssessmentCast
        {
            Office = await InAsync(Cppcc.Office),
            Secretary = await InAsync(Cppcc.Secretary),
            Chair = await InAsync(Cppcc.Chair),
            CppccLiaison = await InAsync(Cppcc.Liaison),
            Supervisor = await InAsync(Cppcc.Supervisor),
            Leader = await InAsync(Discipline.Leader),
            Liaison = await InAsync(Discipline.Liaison),
            Handler = await InAsync(Discipline.Handler),
            Reviewer = await InAsync(Others.Reviewer),
            Contact = await InAsync(Others.Contact),
            OtherContact = await InAsync(Others.Contact, 1),
            Elsewhere = await people.StrangerAsync(Others.Contact, People.OtherThan(district)),
            Public = people.Public,
        };
    }
}
