using System.ComponentModel.DataAnnotations;

namespace Supervision.Supervisors.Field;

/// <summary>A position on the map (WGS 84).</summary>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="Accuracy">Metres, as reported by the device; null if not measured.</param>
public sealed record MapPoint(
    [property: Range(-90.0, 90.0)] double Latitude, [property: Range(-180.0, 180.0)] double Longitude, [property: Range(0.0, 1_000_000.0)] double? Accuracy = null)
{
    const double EarthRadius = 6_371_000;

    /// <summary>Great-circle distance, in metres.</summary>
    public double DistanceTo(MapPoint other)
    {
        var (from, to) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var half = Math.Pow(Math.Sin((to - from) / 2), 2)
            + (Math.Cos(from) * Math.Cos(to) * Math.Pow(Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }
}
