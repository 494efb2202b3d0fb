namespace Supervision.ServiceDefaults.Requests;

/// <summary>A choice in a query, spelled as in JSON (<c>inApproval</c>); by default ASP.NET Core would expect the spelling of the code.</summary>
public readonly record struct Choice<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse(string? text, IFormatProvider? provider, out Choice<T> choice)
    {
        var named = Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text![0]) && text[0] is not ('-' or '+');
        choice = new(value);
        return named;
    }
}
