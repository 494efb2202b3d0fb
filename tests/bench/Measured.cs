namespace Supervision.Bench;
internal static class Measured { public static int Count; public static void Handled() => Interlocked.Increment(ref Count); }
