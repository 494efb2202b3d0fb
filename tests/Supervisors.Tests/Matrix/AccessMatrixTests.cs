using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Matrix;

namespace Supervision.Supervisors.Tests.Matrix;

public sealed class AccessMatrixTests(SupervisorsPlatform platform) : AccessMatrixTests<Records>(
    platform, new(platform, district => new(platform, district)), AccessMatrix.Rows, AccessMatrix.ProvedElsewhere, Records.Marks)
{
    protected override IInProcessService Copy(bool open) => new InProcessSupervisors(platform, open);
}
