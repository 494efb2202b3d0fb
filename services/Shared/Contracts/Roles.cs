namespace Supervision.Contracts;

/// <summary>The bodies inside a district (domain.md, "The people and bodies"); the values are those in tokens.</summary>
public static class Bodies
{
    public const string Cppcc = "cppcc";
    public const string Discipline = "discipline";
    public const string Unit = "unit";
    public const string Party = "party";
    public const string Public = "public";

    public static readonly IReadOnlyList<string> All = [Cppcc, Discipline, Unit, Party, Public];
}

/// <summary>A role within a body: the same name (<c>admin</c>, <c>liaison</c>) in another body is a different role.</summary>
public readonly record struct Role(string Body, string Name)
{
    public override string ToString() => $"{Body}/{Name}";
}

/// <summary>Roles of the consultative conference (政协).</summary>
public static class Cppcc
{
    public static readonly Role Member = new(Bodies.Cppcc, "member");
    public static readonly Role Supervisor = new(Bodies.Cppcc, "supervisor");
    public static readonly Role Office = new(Bodies.Cppcc, "office");
    public static readonly Role Secretary = new(Bodies.Cppcc, "secretary");
    public static readonly Role Chair = new(Bodies.Cppcc, "chair");
    public static readonly Role Liaison = new(Bodies.Cppcc, "liaison");
    public static readonly Role Admin = new(Bodies.Cppcc, "admin");

    /// <summary>A machine client of the conference, signed in by client credentials.</summary>
    public static readonly Role System = new(Bodies.Cppcc, "system");
}

/// <summary>Roles of the discipline commission (纪委监委).</summary>
public static class Discipline
{
    public static readonly Role Intake = new(Bodies.Discipline, "intake");
    public static readonly Role Handler = new(Bodies.Discipline, "handler");
    public static readonly Role Leader = new(Bodies.Discipline, "leader");
    public static readonly Role Resident = new(Bodies.Discipline, "resident");
    public static readonly Role Liaison = new(Bodies.Discipline, "liaison");
    public static readonly Role Admin = new(Bodies.Discipline, "admin");

    /// <summary>A machine client of the commission, signed in by client credentials.</summary>
    public static readonly Role System = new(Bodies.Discipline, "system");
}

/// <summary>Roles of the remaining bodies.</summary>
public static class Others
{
    public static readonly Role Contact = new(Bodies.Unit, "contact");
    public static readonly Role Reviewer = new(Bodies.Party, "reviewer");
}

/// <summary>Every role a person may hold, once.</summary>
public static class Roles
{
    public static readonly IReadOnlyList<Role> All =
    [
        Cppcc.Member, Cppcc.Supervisor, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.Admin,
        Discipline.Intake, Discipline.Handler, Discipline.Leader, Discipline.Resident, Discipline.Liaison, Discipline.Admin,
        Others.Contact, Others.Reviewer,
    ];
}
