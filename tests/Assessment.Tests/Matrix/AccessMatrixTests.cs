using Supervision.Assessment.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Matrix;

namespace Supervision.Assessment.Tests.Matrix;

public sealed class AccessMatrixTests(AssessmentPlatform platform) : AccessMatrixTests<Affairs>(
    platform, new(platform, district => new(platform, district), () => new(platform, unit: $"{SampleAccounts.Dongtou}-U02")),
    AccessMatrix.Rows, AccessMatrix.ProvedElsewhere, Affairs.Marks)
{
    protected override IInProcessService Copy(bool open) => new InProcessAssessment(platform, open);
}
