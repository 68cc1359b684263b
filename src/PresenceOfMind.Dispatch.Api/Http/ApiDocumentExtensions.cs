using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Engine.Http;
using Scalar.AspNetCore;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>The API's description (OpenAPI), made from its operations, and the page to try it at.</summary>
internal static partial class ApiDocumentExtensions
{
    /// <summary>Where the description is.</summary>
    public const string DocumentPath = "/api/v1/openapi.json";

    /// <summary>Where the page is.</summary>
    public const string PagePath = "/api/docs";

    private const string ScriptName = "policy.js";

    /// <summary>
    /// The page's library would try whether it may make code from texts; the policy forbids it, and a browser reports each try.
    /// </summary>
    private const string NoCodeFromTexts = "globalThis.__zod_globalConfig = { jitless: true };\n";

    private const string Name = "v1";
    private const string SchemeName = "key";
    private const string Json = "application/json";

    private static readonly Dictionary<int, string> Meanings = new()
    {
        [400] = "The request asks for something impossible; `errors` names the wrong members.",
        [401] = "The request needs an API key, or the key is not known.",
        [403] = "The role of the caller does not allow this.",
        [404] = "The resource of the path does not exist.",
        [409] = "The request conflicts with the current state; `code` names the rule that refused it.",
        [410] = "The log that far back was replaced by a snapshot, or is another log; `detail` says how to begin anew.",
        [412] = "The resource was changed: its entity tag is not that of `If-Match`.",
        [429] = "The caller has too much open at once, or sent too many requests; `Retry-After` says when to try again.",
    };

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Any();
        options.CreateSchemaReferenceId = type =>
            TextIdJson.IsTextId(type.Type) ? null : Rename(OpenApiOptions.CreateDefaultSchemaReferenceId(type));
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Presence of Mind: dispatcher",
                Version = Name,
                Description = "Assigns tasks by presence, and explains each decision. "
                    + "Every path below `/api/v1/teams/{team}` has a short form below "
                    + "`/api/v1`, which means the only team. Errors are problem details (RFC 9457). Lists are paged by `cursor`.",
            };

            // Where nothing stands here, the page asks the root of its origin; the path of a public URL comes before all paths.
            var path = document.Servers?.Select(s => new Uri(s.Url!).AbsolutePath.TrimEnd('/')).FirstOrDefault() ?? "";
            document.Servers = path.Length > 0 ? [new OpenApiServer { Url = path }] : [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [SchemeName] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key, made with `pom keys add`. Until the first key or account is made, requests from the "
                        + "program's own machine need none.",
                },
            };

            // Either without, which only a program takes that asks nobody yet, or with a key: a page that must send one would send an
            // empty one.
            document.Security =
            [
                new OpenApiSecurityRequirement(),
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeName, document)] = [] },
            ];
            var operations = document.Paths.Values.SelectMany(p => p.Operations?.Select(o => o.Value) ?? []);
            var tags = operations.SelectMany(o => o.Tags?.Select(t => t.Name) ?? []).OfType<string>().Distinct(StringComparer.Ordinal);
            document.Tags = new HashSet<OpenApiTag>(tags.Select(t => new OpenApiTag { Name = t }));
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancel) =>
        {
            var known = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Single();
            if (known.Body is { } body)
            {
                var schema = await context.GetOrCreateSchemaAsync(body, null, cancel);
                context.Document!.AddComponent(body.Name, schema);
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = !known.BodyMayLack,
                    Content = (known.IsMergePatch ? (string[])[Json, RequestExtensions.MergePatch] : [Json])
                        .ToDictionary(
                            type => type,
                            _ => new OpenApiMediaType { Schema = new OpenApiSchemaReference(body.Name, context.Document) }),
                };
            }

            Describe(operation, known);
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonPropertyInfo?.CustomConverter is RawJson raw)
            {
                schema.Type = raw.HandleNull ? JsonSchemaType.Object | JsonSchemaType.Null : JsonSchemaType.Object;
            }
            else if (context.JsonPropertyInfo?.CustomConverter is TimeJson)
            {
                (schema.Type, schema.Format) = (JsonSchemaType.String | JsonSchemaType.Null, "date-time");
            }
            else
            {
                Spell(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
            }

            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/api/{documentName}/openapi.json");
        endpoints.MapGet($"{PagePath}/{ScriptName}", () => Results.Text(NoCodeFromTexts, "text/javascript")).ExcludeFromDescription();
        endpoints.MapScalarApiReference(PagePath, page => page
            .WithTitle("Presence of Mind: API")
            .WithOpenApiRoutePattern(DocumentPath)
            .AddHeadContent($"<script src=\"{ScriptName}\"></script>")
            .HideDeveloperTools()
            .HideClientButton()
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp())
            .AddEndpointFilter(AllowOwnScriptAsync);
    }

    /// <summary>
    /// The page begins by a script within it, which says where the description is; the policy allows that one by its hash.
    /// </summary>
    private static async ValueTask<object?> AllowOwnScriptAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is ContentHttpResult { ResponseContent: { } html })
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = ContentPolicy.ForPage(html);
        }

        return answer;
    }

    /// <summary>What the description reads from an endpoint.</summary>
    public static void Describe(this IEndpointConventionBuilder endpoint, ApiOperation operation)
    {
        endpoint.WithMetadata(operation);
        endpoint.WithMetadata(operation.Answer is { } answer
            ? new ProducesResponseTypeMetadata(operation.Status, answer, [operation.AnswerType])
            : new ProducesResponseTypeMetadata(operation.Status, typeof(void)));
        foreach (var status in Problems(operation))
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ApiProblem), ["application/problem+json"]));
        }
    }

    private static IEnumerable<int> Problems(ApiOperation operation) =>
        ((int[])
        [
            400,
            401,
            403,
            .. operation.Problems,
            .. operation.IsCommand ? (int[])[409] : [],
            .. operation is { IsCommand: true, HasTag: true } ? (int[])[412] : [],
        ])
            .Distinct()
            .Order();

    private static void Describe(OpenApiOperation described, ApiOperation operation)
    {
        described.Summary = operation.Summary;
        described.Description = operation.Description;
        described.OperationId = OperationId(operation);
        described.Tags = new HashSet<OpenApiTagReference> { new(operation.Tag) };
        described.Parameters = [.. PathParameters(operation), .. operation.Query.Select(QueryParameter), .. Headers(operation)];
        if (operation.Example is { } example)
        {
            foreach (var media in described.RequestBody?.Content?.Values ?? [])
            {
                media.Example = JsonNode.Parse(example);
            }
        }

        foreach (var (status, response) in described.Responses ?? [])
        {
            response.Description = Meanings.TryGetValue(int.Parse(status, CultureInfo.InvariantCulture), out var meaning)
                ? meaning
                : "Done.";
        }

        if (operation.HasTag
            && described.Responses?.TryGetValue($"{operation.Status}", out var done) == true
            && done is OpenApiResponse tagged)
        {
            tagged.Headers ??= new Dictionary<string, IOpenApiHeader>();
            tagged.Headers["ETag"] = new OpenApiHeader
            {
                Description = "The entity tag, for `If-Match` and `If-None-Match`.",
                Schema = Text(),
            };
        }
    }

    private static string OperationId(ApiOperation operation) =>
        operation.Method.ToLowerInvariant() + string.Concat(
            Word().Matches(operation.Path).Select(m => char.ToUpperInvariant(m.Value[0]) + m.Value[1..]));

    private static IEnumerable<OpenApiParameter> PathParameters(ApiOperation operation)
    {
        var path = operation.IsOfTeams ? operation.Path : "/{team}" + operation.Path;
        return Braced().Matches(path).Select(m => new OpenApiParameter
        {
            Name = m.Groups[1].Value,
            In = ParameterLocation.Path,
            Required = true,
            Schema = Text(),
            Description = m.Groups[1].Value switch
            {
                "team" => "The team's name.",
                "id" => "The task's id.",
                "contact" => "The worker's contact URI, `user@domain`.",
                var other => $"The {other}.",
            },
        });
    }

    private static OpenApiParameter QueryParameter(ApiParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Schema = parameter switch
        {
            { Choices: { } choices } => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. choices.Select(c => (JsonNode)c)] },
            { IsNumber: true } => new OpenApiSchema { Type = JsonSchemaType.Integer },
            _ => Text(),
        },
    };

    private static IEnumerable<OpenApiParameter> Headers(ApiOperation operation)
    {
        if (operation.IsCommand)
        {
            yield return Header(
                "Idempotency-Key",
                "1 to 200 printable ASCII characters: a retry of the request under the same key acts once and gets the first "
                    + "answer. Remembered for a day.");
            yield return Header(
                "Acting-For",
                "The person in whose name the program acts: a contact or a name of at most 200 characters, in UTF-8, or as "
                    + "`UTF-8''J%C3%B6rg` (RFC 8187). The log keeps it.");
        }

        if (operation.HasTag)
        {
            yield return operation.IsCommand
                ? Header("If-Match", "The expected entity tag: 412 if it is another now.")
                : Header("If-None-Match", "The known entity tag: 304 if it is still the same.");
        }
    }

    /// <summary>The name of a schema is that of its type; a team by its name is called as before there was a type of that name.</summary>
    private static string? Rename(string? schema) => schema?.Replace(nameof(TeamEntry), "TeamName", StringComparison.Ordinal);

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text() };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    /// <summary>Types whose spelling is ours.</summary>
    private static void Spell(OpenApiSchema schema, Type type)
    {
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(
                v => JsonNode.Parse(DispatchJson.Write(Enum.ToObject(type, v)))!)];
        }
        else if (TextIdJson.IsTextId(type))
        {
            // The library lists what the type has; on the wire it is its text alone.
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null);
            schema.Properties = null;
        }
        else if (type == typeof(int) || type == typeof(long))
        {
            // The library says "integer or string", since its own options would take both.
            schema.Type = JsonSchemaType.Integer | (schema.Type & JsonSchemaType.Null);
            schema.Format = type == typeof(int) ? "int32" : "int64";
            schema.Pattern = null;
        }
        else if (type == typeof(TimeOnly))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "time";
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braced();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
