using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with references in it, resolved when the process it is for starts.</summary>
public sealed class ReferenceExpression : IValueProvider, IManifestExpressionProvider
{
    private readonly IReadOnlyList<(Func<string> Value, string Symbol)> _parts;

    private ReferenceExpression(IReadOnlyList<(Func<string> Value, string Symbol)> parts) => _parts = parts;

    public string Value => string.Concat(_parts.Select(part => part.Value()));

    public string ValueExpression => string.Concat(_parts.Select(part => part.Symbol));

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        internal List<(Func<string> Value, string Symbol)> Parts { get; } = new(literalLength > 0 ? (formattedCount * 2) + 1 : formattedCount);

        public void AppendLiteral(string value) => Parts.Add((() => value, value));

        public void AppendFormatted(string? value) => AppendLiteral(value ?? "");

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider =>
            Parts.Add((() => valueProvider.Value, valueProvider.ValueExpression));

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            AppendFormatted(valueProvider.Resource);
    }
}
