using Supervision.Testing;
using Supervision.Testing.Matrix;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Matrix;

public sealed class AccessMatrixTests(TopicsPlatform platform) : AccessMatrixTests<Affairs>(
    platform, new(platform, district => new(platform, district)), AccessMatrix.Rows, AccessMatrix.ProvedElsewhere, Affairs.Marks)
{
    protected override IInProcessService Copy(bool open) => new InProcessTopics(platform, open);
}
