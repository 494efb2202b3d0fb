using System.Linq.Expressions;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Persistence.Lists;

/// <summary>Filters rows by the choices of a query.</summary>
public static class ChoiceFilter
{
    /// <summary>Rows whose value is one of those chosen; all rows if nothing is chosen.</summary>
    /// <remarks>A single choice becomes an equality, because only then an index on value and order returns the rows in the list's order.</remarks>
    public static IQueryable<T> WhereAny<T, TValue>(this IQueryable<T> rows, Choice<TValue>[]? chosen, Expression<Func<T, TValue>> value)
        where TValue : struct, Enum
    {
        if (chosen is not { Length: > 0 }) return rows;
        // Built like a captured variable, so that Entity Framework makes a parameter of it.
        var values = Expression.Constant(new Values<TValue>(chosen[0].Value, [.. chosen.Select(one => one.Value)]));
        Expression condition = chosen is [_]
            ? Expression.Equal(value.Body, Expression.Property(values, nameof(Values<>.First)))
            : Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TValue)], Expression.Property(values, nameof(Values<>.All)), value.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(condition, value.Parameters));
    }

    sealed record Values<TValue>(TValue First, TValue[] All);
}
