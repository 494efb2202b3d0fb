using Supervision.Supervisors.Tests.Field;

namespace Supervision.Supervisors.Tests.Support;

public sealed partial class Records
{
    /// <summary>Field work of the district.</summary>
    public Fieldwork Field { get; } = new(platform, district);
}
