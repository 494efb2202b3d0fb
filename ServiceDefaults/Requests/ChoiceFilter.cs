using System.Linq.Expressions;

namespace Supervision.ServiceDefaults.Requests;

/// <summary>Choices of a query as a filter.</summary>
internal static class ChoiceFilter
{
    /// <summary>Rows whose value is one of those chosen; all of them where nothing is chosen.</summary>
    /// <remarks>One choice becomes an equation, since only then an index on value and order gives the rows in the order of the list.</remarks>
    public static IQueryable<T> WhereAny<T, TValue>(this IQueryable<T> rows, Choice<TValue>[]? chosen, Expression<Func<T, TValue>> value)
        where TValue : struct, Enum
    {
        if (chosen is not { Length: > 0 }) return rows;
        // As a captured variable would stand here, so that Entity Framework makes a parameter of it.
        var values = Expression.Constant(new Values<TValue>(chosen[0].Value, [.. chosen.Select(one => one.Value)]));
        Expression condition = chosen is [_]
            ? Expression.Equal(value.Body, Expression.Property(values, nameof(Values<>.First)))
            : Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TValue)], Expression.Property(values, nameof(Values<>.All)), value.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(condition, value.Parameters));
    }

    sealed record Values<TValue>(TValue First, TValue[] All);
}
