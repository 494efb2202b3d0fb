using System.Globalization;

namespace Supervision.Calendar;

internal static class Languages
{
    /// <summary>By the culture's name, since no culture data is installed: any Chinese culture reads Chinese, all others English.</summary>
    public static bool IsChinese(CultureInfo culture) =>
        culture.Name.Equals("zh", StringComparison.OrdinalIgnoreCase)
        || culture.Name.StartsWith("zh-", StringComparison.OrdinalIgnoreCase);
}
