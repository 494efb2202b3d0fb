using System.Globalization;

namespace Supervision.Calendar;

internal static class Languages
{
    /// <summary>By the culture's name, because no culture data is installed: Chinese for any Chinese culture, English for all others.</summary>
    public static bool IsChinese(CultureInfo culture) =>
        culture.Name.Equals("zh", StringComparison.OrdinalIgnoreCase)
        || culture.Name.StartsWith("zh-", StringComparison.OrdinalIgnoreCase);
}
