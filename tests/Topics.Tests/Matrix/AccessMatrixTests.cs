using Supervision.Topics.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Testing.Matrix;

namespace Supervision.Topics.Tests.Matrix;

public sealed class AccessMatrixTests(TopicsPlatform platform) : AccessMatrixTests<Program, Affairs>(
    platform, new(platform, district => new(platform, district)), AccessMatrix.Rows, AccessMatrix.ProvedElsewhere)
{
    protected override InProcessService<Program> Copy(bool open) => new InProcessTopics(platform, open);

    protected override bool Tells(Answer answer, Actor actor) => Affairs.Marks.Any(mark => answer.Text.Contains(mark, StringComparison.Ordinal));
}
