using System.Data;
using Dapper;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Storage;

/// <summary>Lets queries take and give ids, which columns hold as texts.</summary>
internal sealed class TextIdHandler<T> : SqlMapper.TypeHandler<T>
    where T : struct, ITextId<T>
{
    public override void SetValue(IDbDataParameter parameter, T value) =>
        (parameter.DbType, parameter.Value) = (DbType.String, value.Value);

    public override T Parse(object value) => T.Create((string)value);
}

/// <summary>Tells Dapper of the ids.</summary>
internal static class TextIdHandlers
{
    /// <summary>To be called before the first query.</summary>
    public static void Register()
    {
        SqlMapper.AddTypeHandler(new TextIdHandler<TaskId>());
        SqlMapper.AddTypeHandler(new TextIdHandler<Contact>());
        SqlMapper.AddTypeHandler(new TextIdHandler<TeamName>());
        SqlMapper.AddTypeHandler(new TextIdHandler<QueueName>());
        SqlMapper.AddTypeHandler(new TextIdHandler<RouteName>());
        SqlMapper.AddTypeHandler(new TextIdHandler<CalendarName>());
        SqlMapper.AddTypeHandler(new TextIdHandler<ChannelName>());
        SqlMapper.AddTypeHandler(new TextIdHandler<SourceName>());
    }
}
