using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Zhiping.Mutation;

/// <summary>One change of one place.</summary>
internal sealed record Mutant(int Id, string File, int Line, string Was, string Becomes);

/// <summary>Rewrites a file so that every mutant stands behind its switch. A mutant keeps its id from one rewriting to the next, so that those that do not compile can be left out.</summary>
internal sealed class Mutator(SemanticModel model, string file, int firstId, IReadOnlySet<int> leftOut) : CSharpSyntaxRewriter
{
    public const string Kind = "mutant";

    private static readonly Dictionary<SyntaxKind, SyntaxKind[]> Operators = new()
    {
        [SyntaxKind.LessThanExpression] = [SyntaxKind.LessThanOrEqualExpression, SyntaxKind.GreaterThanOrEqualExpression],
        [SyntaxKind.LessThanOrEqualExpression] = [SyntaxKind.LessThanExpression, SyntaxKind.GreaterThanExpression],
        [SyntaxKind.GreaterThanExpression] = [SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.LessThanOrEqualExpression],
        [SyntaxKind.GreaterThanOrEqualExpression] = [SyntaxKind.GreaterThanExpression, SyntaxKind.LessThanExpression],
        [SyntaxKind.EqualsExpression] = [SyntaxKind.NotEqualsExpression],
        [SyntaxKind.NotEqualsExpression] = [SyntaxKind.EqualsExpression],
        [SyntaxKind.LogicalAndExpression] = [SyntaxKind.LogicalOrExpression],
        [SyntaxKind.LogicalOrExpression] = [SyntaxKind.LogicalAndExpression],
        [SyntaxKind.AddExpression] = [SyntaxKind.SubtractExpression],
        [SyntaxKind.SubtractExpression] = [SyntaxKind.AddExpression],
        [SyntaxKind.MultiplyExpression] = [SyntaxKind.DivideExpression],
        [SyntaxKind.DivideExpression] = [SyntaxKind.MultiplyExpression],
        [SyntaxKind.ModuloExpression] = [SyntaxKind.MultiplyExpression],
    };

    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal)
    {
        ["Any"] = "All", ["All"] = "Any", ["Min"] = "Max", ["Max"] = "Min", ["Floor"] = "Ceiling", ["Ceiling"] = "Floor",
        ["OrderBy"] = "OrderByDescending", ["ThenBy"] = "ThenByDescending", ["First"] = "Last", ["FirstOrDefault"] = "LastOrDefault",
    };

    public List<Mutant> Mutants { get; } = [];

    /// <summary>A switch for a mutant of a node, or null where it was left out.</summary>
    private (ExpressionSyntax Switch, SyntaxAnnotation Mark)? Next(SyntaxNode at, string becomes)
    {
        var id = firstId + Mutants.Count;
        var was = at.ToString().ReplaceLineEndings(" ");
        Mutants.Add(new Mutant(id, file, at.GetLocation().GetLineSpan().StartLinePosition.Line + 1, was.Length > 90 ? was[..90] + "…" : was, becomes));
        return leftOut.Contains(id) ? null : (ParseExpression($"global::Zhiping.Mutation.Active.Is({id})"), new SyntaxAnnotation(Kind, $"{id}"));
    }

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        ExpressionSyntax visited = (BinaryExpressionSyntax)base.VisitBinaryExpression(node)!;
        if (!Operators.TryGetValue(node.Kind(), out var others) || Fixed(node) || model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_String)
        {
            return visited;
        }

        foreach (var other in others)
        {
            visited = Choose(node, visited, BinaryExpression(other, node.Left.WithoutTrivia(), node.Right.WithoutTrivia()));
        }

        return visited;
    }

    public override SyntaxNode? VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        if (Fixed(node))
        {
            return node;
        }

        if (node.IsKind(SyntaxKind.TrueLiteralExpression) || node.IsKind(SyntaxKind.FalseLiteralExpression))
        {
            return Choose(node, node, LiteralExpression(node.IsKind(SyntaxKind.TrueLiteralExpression) ? SyntaxKind.FalseLiteralExpression : SyntaxKind.TrueLiteralExpression));
        }

        return node.IsKind(SyntaxKind.NumericLiteralExpression) && node.Token.Value is int or decimal
            ? Choose(node, node, ParseExpression(node.Token.Value is int n ? $"{n + 1}" : $"{(decimal)node.Token.Value + 1}m")) : node;
    }

    public override SyntaxNode? VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitPrefixUnaryExpression(node)!;
        return !Fixed(node) && (node.IsKind(SyntaxKind.LogicalNotExpression) || node.IsKind(SyntaxKind.UnaryMinusExpression)) ? Choose(node, visited, node.Operand) : visited;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitInvocationExpression(node)!;
        return node.Expression is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } member && Methods.TryGetValue(name.Identifier.Text, out var other)
            && !Fixed(node) && !node.DescendantNodes().Any(n => n is MemberBindingExpressionSyntax) && model.GetSymbolInfo(node).Symbol?.ContainingNamespace.ToString() is "System" or "System.Linq"
            ? Choose(node, visited, node.WithExpression(member.WithName(IdentifierName(other)))) : visited;
    }

    public override SyntaxNode? VisitIfStatement(IfStatementSyntax node)
    {
        var visited = (IfStatementSyntax)base.VisitIfStatement(node)!;
        return visited.WithCondition(Both(node.Condition, visited.Condition));
    }

    public override SyntaxNode? VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        var visited = (ConditionalExpressionSyntax)base.VisitConditionalExpression(node)!;
        return Fixed(node) ? visited : visited.WithCondition(Both(node.Condition, visited.Condition));
    }

    public override SyntaxNode? VisitWhenClause(WhenClauseSyntax node)
    {
        var visited = (WhenClauseSyntax)base.VisitWhenClause(node)!;
        return visited.WithCondition(Both(node.Condition, visited.Condition));
    }

    public override SyntaxNode? VisitIsPatternExpression(IsPatternExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitIsPatternExpression(node)!;
        return Fixed(node) || node.Parent is IfStatementSyntax or ConditionalExpressionSyntax or WhenClauseSyntax || node.DescendantNodes().Any(n => n is SingleVariableDesignationSyntax)
            ? visited : Choose(node, visited, ParseExpression($"!({node})"));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) => Ticking((WhileStatementSyntax)base.VisitWhileStatement(node)!, n => n.Statement, (n, s) => n.WithStatement(s));

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => Ticking((ForStatementSyntax)base.VisitForStatement(node)!, n => n.Statement, (n, s) => n.WithStatement(s));

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) => Ticking((ForEachStatementSyntax)base.VisitForEachStatement(node)!, n => n.Statement, (n, s) => n.WithStatement(s));

    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        var visited = (ExpressionStatementSyntax)base.VisitExpressionStatement(node)!;
        return !node.DescendantNodes().Any(n => n is DeclarationExpressionSyntax) && Next(node, "(removed)") is var (isOn, mark)
            ? IfStatement(PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, isOn), Block(visited)).WithAdditionalAnnotations(mark) : visited;
    }

    public override SyntaxNode? VisitBreakStatement(BreakStatementSyntax node) =>
        node.Parent is BlockSyntax { Parent: not SwitchSectionSyntax } && Next(node, "(removed)") is var (isOn, mark)
            ? IfStatement(PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, isOn), node).WithAdditionalAnnotations(mark) : node;

    public override SyntaxNode? VisitContinueStatement(ContinueStatementSyntax node) =>
        Next(node, "(removed)") is var (isOn, mark) ? IfStatement(PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, isOn), node).WithAdditionalAnnotations(mark) : node;

    private static T Ticking<T>(T loop, Func<T, StatementSyntax> body, Func<T, StatementSyntax, T> with) =>
        with(loop, Block(ParseStatement("global::Zhiping.Mutation.Active.Tick();"), body(loop)));

    /// <summary>A condition that is never and one that is always met; what it declares stays declared.</summary>
    private ExpressionSyntax Both(ExpressionSyntax condition, ExpressionSyntax visited)
    {
        visited = Next(condition, "false") is var (never, mark)
            ? ParenthesizedExpression(BinaryExpression(SyntaxKind.LogicalAndExpression, PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, never), Grouped(visited))).WithAdditionalAnnotations(mark) : visited;
        return Next(condition, "true") is var (always, other)
            ? ParenthesizedExpression(BinaryExpression(SyntaxKind.LogicalOrExpression, always, Grouped(visited))).WithAdditionalAnnotations(other) : visited;
    }

    private ExpressionSyntax Choose(SyntaxNode node, ExpressionSyntax visited, ExpressionSyntax mutated) => Next(node, mutated.ToString().ReplaceLineEndings(" ")) is var (isOn, mark)
        ? ParenthesizedExpression(ConditionalExpression(isOn, Grouped(mutated), Grouped(visited))).WithAdditionalAnnotations(mark) : visited;

    private static ParenthesizedExpressionSyntax Grouped(ExpressionSyntax expression) => ParenthesizedExpression(expression.WithoutTrivia());

    /// <summary>Where only a constant can stand, or where nothing is run.</summary>
    private static bool Fixed(SyntaxNode node) => node.Ancestors().Any(a => a is AttributeSyntax or PatternSyntax or CaseSwitchLabelSyntax or EnumMemberDeclarationSyntax
        or InterpolationAlignmentClauseSyntax || (a is EqualsValueClauseSyntax && a.Parent is ParameterSyntax)
        || (a is FieldDeclarationSyntax f && f.Modifiers.Any(SyntaxKind.ConstKeyword)) || (a is LocalDeclarationStatementSyntax l && l.IsConst) || a is ThrowExpressionSyntax or ThrowStatementSyntax);
}
