using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Assessment.Tests.Support;

/// <summary>The people of a district, and the unit that answers; each folder's tests make their records for them.</summary>
/// <param name="unit">Code of the unit supervised; the sample contact's own by default.</param>
public sealed class Affairs(AssessmentPlatform platform, string district = SampleAccounts.Dongtou, string? unit = null)
{
    public const string Path = "/api/assessment";

    /// <summary>Text in the records here, by which a response that discloses one is recognised.</summary>
    public static readonly string[] Marks = ["窗口", "整改"];

    public AssessmentPlatform Platform { get; } = platform;

    public string District { get; } = district;

    /// <summary>Code of the unit supervised.</summary>
    public string Unit { get; } = unit ?? $"{district}-U01";

    public SampleAccount Office { get; } = platform.Accounts.Holder(Cppcc.Office, district);

    public SampleAccount Chair { get; } = platform.Accounts.Holder(Cppcc.Chair, district);

    public SampleAccount CppccLiaison { get; } = platform.Accounts.Holder(Cppcc.Liaison, district);

    public SampleAccount Leader { get; } = platform.Accounts.Holder(Discipline.Leader, district);

    public SampleAccount Liaison { get; } = platform.Accounts.Holder(Discipline.Liaison, district);

    public SampleAccount Contact { get; } = platform.Accounts.Holder(Others.Contact, district);
}
