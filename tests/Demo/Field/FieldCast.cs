using Supervision.Contracts;

namespace Supervision.Demo.Field;

/// <summary>The people of the field work and those who must not see it, each signed in in their own browser.</summary>
internal sealed class FieldCast
{
    public required Person Office { get; init; }

    public required Person OfficeHead { get; init; }

    public required Person Secretary { get; init; }

    public required Person Chair { get; init; }

    public required Person Supervisor { get; init; }

    /// <summary>Keeper of a place in the directory.</summary>
    public required Person Member { get; init; }

    public required Person Admin { get; init; }

    public required Person Intake { get; init; }

    public required Person Handler { get; init; }

    public required Person OtherHandler { get; init; }

    public required Person Leader { get; init; }

    public required Person Liaison { get; init; }

    public required Person CommissionAdmin { get; init; }

    /// <summary>Leader of another district's conference.</summary>
    public required Person Elsewhere { get; init; }

    /// <summary>People who must not know of an unannounced visit: neither in its team nor linked to it.</summary>
    public IReadOnlyList<Person> Unaware => [Office, OfficeHead, Secretary, Member, Admin, Intake, OtherHandler, Liaison, CommissionAdmin, Elsewhere];

    /// <summary>People who must never see a protection case, whoever handles it.</summary>
    public IReadOnlyList<Person> Outside => [.. Unaware, Chair];

    public static async Task<FieldCast> SignInAsync(People people, string district)
    {
        Task<Person> InAsync(Role role, int which = 0) => people.InAsync(role, district, which);
        return new FieldCast
        {
            Office = await InAsync(Cppcc.Office),
            OfficeHead = await InAsync(Cppcc.Office, 1),
            Secretary = await InAsync(Cppcc.Secretary),
            Chair = await InAsync(Cppcc.Chair),
            Supervisor = await InAsync(Cppcc.Supervisor),
            Member = await InAsync(Cppcc.Member),
            Admin = await InAsync(Cppcc.Admin),
            Intake = await InAsync(Discipline.Intake),
            Handler = await InAsync(Discipline.Handler),
            OtherHandler = await InAsync(Discipline.Handler, 1),
            Leader = await InAsync(Discipline.Leader),
            Liaison = await InAsync(Discipline.Liaison),
            CommissionAdmin = await InAsync(Discipline.Admin),
            Elsewhere = await people.StrangerAsync(Cppcc.Chair, People.OtherThan(district)),
        };
    }
}
