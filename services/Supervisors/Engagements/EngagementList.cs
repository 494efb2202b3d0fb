using System.Globalization;
using System.Linq.Expressions;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Supervisors.Engagements;

/// <summary>Order of a list of teams, squads or postings.</summary>
public enum EngagementSort
{
    Newest,
    Name,

    /// <summary>Earliest end first.</summary>
    End,
}

/// <summary>Order and cursors of lists of engagements, by sort value and id.</summary>
internal static class EngagementList
{
    public static IQueryable<T> Sorted<T>(
        this IQueryable<T> rows, EngagementSort? sort, Expression<Func<T, Guid>> id, Expression<Func<T, string>> name, Expression<Func<T, DateOnly>> end) => sort switch
        {
            EngagementSort.Name => rows.OrderBy(name).ThenBy(id),
            EngagementSort.End => rows.OrderBy(end).ThenBy(id),
            _ => rows.OrderByDescending(id),
        };

    /// <summary>The rows of a page plus one, after the previous pages.</summary>
    public static IQueryable<T> Page<T>(
        this IQueryable<T> rows, ListQuery query, EngagementSort? sort, Expression<Func<T, Guid>> id, Expression<Func<T, string>> name, Expression<Func<T, DateOnly>> end)
    {
        if (query.Position() is var (value, last))
        {
            rows = sort switch
            {
                EngagementSort.Name => rows.Where(After(name, id, value, last)),
                EngagementSort.End => rows.Where(After(end, id, Day(value), last)),
                _ => rows.Where(Expression.Lambda<Func<T, bool>>(Expression.LessThan(id.Body, Parameter(last)), id.Parameters)),
            };
        }

        return rows.Sorted(sort, id, name, end).Take(query.PageSize + 1);
    }

    public static string ValueOf(EngagementSort? sort, string name, DateOnly end) => sort switch
    {
        EngagementSort.Name => name,
        EngagementSort.End => end.ToString("O", CultureInfo.InvariantCulture),
        _ => "",
    };

    static DateOnly Day(string value) => DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");

    /// <summary>The value is greater, or equal with a greater id.</summary>
    static Expression<Func<T, bool>> After<T, TValue>(Expression<Func<T, TValue>> of, Expression<Func<T, Guid>> id, TValue value, Guid last)
    {
        var row = of.Parameters[0];
        var key = new Replaced(id.Parameters[0], row).Visit(id.Body);
        var comparison = typeof(TValue) == typeof(string)
            ? Expression.GreaterThan(Expression.Call(typeof(string), nameof(string.Compare), null, of.Body, Parameter(value)), Expression.Constant(0))
            : Expression.GreaterThan(of.Body, Parameter(value));
        var same = Expression.AndAlso(Expression.Equal(of.Body, Parameter(value)), Expression.GreaterThan(key, Parameter(last)));
        return Expression.Lambda<Func<T, bool>>(Expression.OrElse(comparison, same), row);
    }

    /// <summary>Passes a value as a query parameter, so that the query is the same for every value.</summary>
    static Expression Parameter<TValue>(TValue value)
    {
        Expression<Func<TValue>> held = () => value;
        return held.Body;
    }

    sealed class Replaced(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
