using Supervision.Contracts;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing.Matrix;

namespace Supervision.Supervisors.Tests.Matrix;

/// <summary>Endpoints every service has.</summary>
public static class CoreRows
{
    public static AccessRow<Records>[] Rows { get; } =
    [
        new("GET /api/supervisors/dead-letters/") { Roles = [Cppcc.Admin, Discipline.Admin], WithoutDatabase = true },
    ];
}
