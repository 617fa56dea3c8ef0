"""The network: a BERT encoder whose words carry shape, gap and lexicon class, and a layer of tags.

The encoder's parts are named as in the checkpoints of `transformers`, so that such a checkpoint
loads as it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from casesafe.nlp.features import GAPS, LEXICON, SHAPES
from models.train.labels import TAGS

#: Stands for minus infinity in scores and attention: finite, so that int8 and bfloat16 bear it.
_NEVER = -1e4
_STD = 0.02


@dataclass(frozen=True, slots=True)
class EncoderSize:
    """The measures of a BERT encoder, by their names in its `config.json`."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int = 512
    type_vocab_size: int = 2
    layer_norm_eps: float = 1e-12

    @classmethod
    def from_file(cls, path: Path) -> EncoderSize:
        """Read a checkpoint's `config.json`.

        Raises:
            ValueError: if it describes no BERT encoder with absolute positions.
        """
        found = json.loads(path.read_text(encoding="utf-8"))
        if found.get("model_type") != "bert" or found.get("hidden_act", "gelu") != "gelu":
            raise ValueError(f"{path.name}: not a BERT encoder")
        return cls(**{k: v for k, v in found.items() if k in cls.__slots__})


class _Attention(nn.Module):
    def __init__(self, size: EncoderSize, dropout: float) -> None:
        super().__init__()
        width = size.hidden_size
        parts = {n: nn.Linear(width, width) for n in ("query", "key", "value")}
        self.self = nn.ModuleDict(parts)
        self.output = nn.ModuleDict({"dense": nn.Linear(width, width), "LayerNorm": _norm(size)})
        self.heads = size.num_attention_heads
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape

        def split(name: str) -> Tensor:
            projected: Tensor = self.self[name](x)
            return projected.view(batch, length, self.heads, -1).transpose(1, 2)

        drop = self.dropout if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(
            split("query"), split("key"), split("value"), attn_mask=mask, dropout_p=drop
        )
        joined = mixed.transpose(1, 2).reshape(batch, length, width)
        out = functional.dropout(self.output["dense"](joined), self.dropout, self.training)
        return self.output["LayerNorm"](out + x)  # type: ignore[no-any-return]


class _Layer(nn.Module):
    def __init__(self, size: EncoderSize, dropout: float) -> None:
        super().__init__()
        self.attention = _Attention(size, dropout)
        wide = size.intermediate_size
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(size.hidden_size, wide)})
        self.output = nn.ModuleDict(
            {"dense": nn.Linear(wide, size.hidden_size), "LayerNorm": _norm(size)}
        )
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.attention(x, mask)
        out = self.output["dense"](functional.gelu(self.intermediate["dense"](x)))
        out = functional.dropout(out, self.dropout, self.training)
        return self.output["LayerNorm"](out + x)  # type: ignore[no-any-return]


class Tagger(nn.Module):
    """Tags word pieces.

    Args:
        size: The encoder's measures.
        lexicon: Whether lexicon classes are read.
        dropout: In the encoder and before the tags.
        tags: How many there are.
    """

    def __init__(
        self, size: EncoderSize, *, lexicon: bool, dropout: float = 0.1, tags: int = len(TAGS)
    ) -> None:
        super().__init__()
        width = size.hidden_size
        self.embeddings = nn.ModuleDict(
            {
                "word_embeddings": nn.Embedding(size.vocab_size, width),
                "position_embeddings": nn.Embedding(size.max_position_embeddings, width),
                "token_type_embeddings": nn.Embedding(size.type_vocab_size, width),
                "LayerNorm": _norm(size),
            }
        )
        self.encoder = nn.ModuleDict(
            {"layer": nn.ModuleList(_Layer(size, dropout) for _ in range(size.num_hidden_layers))}
        )
        self.shape = nn.Embedding(SHAPES, width)
        self.gap = nn.Embedding(GAPS, width)
        self.lexicon = nn.Embedding(LEXICON, width) if lexicon else None
        self.head = nn.Linear(width, tags)
        self.dropout = dropout
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=_STD)
                if isinstance(module, nn.Linear):
                    nn.init.zeros_(module.bias)

    @classmethod
    def from_encoder(cls, folder: Path, *, lexicon: bool, dropout: float) -> Tagger:
        """Return a tagger on the pretrained encoder of a folder; the rest is drawn anew.

        Raises:
            ValueError: if the folder holds no BERT encoder, or weights are missing.
        """
        from safetensors.torch import load_file

        tagger = cls(
            EncoderSize.from_file(folder / "config.json"), lexicon=lexicon, dropout=dropout
        )
        weights = load_file(folder / "model.safetensors")
        weights = {k.removeprefix("bert."): v for k, v in weights.items()}
        missing = tagger.load_state_dict(weights, strict=False).missing_keys
        lost = [k for k in missing if k.startswith(("embeddings.", "encoder."))]
        if lost:
            raise ValueError(f"the encoder lacks {len(lost)} weights, {lost[0]} among them")
        return tagger

    def forward(
        self,
        input_ids: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        attention_mask: Tensor,
        lexicon: Tensor | None = None,
    ) -> Tensor:
        """Return the logits, [batch, length, tags]; all inputs are int64 [batch, length]."""
        parts = self.embeddings
        positions = torch.arange(input_ids.shape[1], device=input_ids.device)
        x = (
            parts["word_embeddings"](input_ids)
            + parts["position_embeddings"](positions)
            + parts["token_type_embeddings"](torch.zeros_like(positions))
            + self.shape(shapes)
            + self.gap(gaps)
        )
        if self.lexicon is not None:
            x = x + self.lexicon(lexicon)
        x = functional.dropout(parts["LayerNorm"](x), self.dropout, self.training)
        mask = (1.0 - attention_mask[:, None, None, :].to(x.dtype)) * _NEVER
        for layer in self._layers():
            x = layer(x, mask)
        return self.head(functional.dropout(x, self.dropout, self.training))  # type: ignore[no-any-return]

    def _layers(self) -> nn.ModuleList:
        layers = self.encoder["layer"]
        assert isinstance(layers, nn.ModuleList)
        return layers


def _norm(size: EncoderSize) -> nn.LayerNorm:
    return nn.LayerNorm(size.hidden_size, eps=size.layer_norm_eps)


def partial_loss(logits: Tensor, allowed: Tensor) -> Tensor:
    """Return the mean, over pieces that may not be anything, of minus the log of the summed
    probability of the tags that a piece may have.

    Args:
        logits: [batch, length, tags].
        allowed: [batch, length] int64, a bit a tag.
    """
    tags = logits.shape[-1]
    bits = torch.arange(tags, device=allowed.device)
    may = (allowed[..., None] >> bits) & 1 == 1
    scores = logits.float()
    loss = scores.logsumexp(-1) - scores.masked_fill(~may, _NEVER).logsumexp(-1)
    counted = ~may.all(-1)
    return (loss * counted).sum() / counted.sum().clamp(min=1)
