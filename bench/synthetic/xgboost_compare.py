"""XGBoost on the table of generate.ts, with the measures of run.ts. Usage:

    npx tsx bench/synthetic/generate.ts /tmp/synthetic
    python3 bench/synthetic/xgboost_compare.py /tmp/synthetic [tuned|default|small] [threads]

`tuned`: eta 0.1, depth 6; `default`: XGBoost's own settings (eta 0.3); both stop early on 15 % of the training rows.
`small`: four samples of 4,000 training rows each, tested on all test rows, best of several settings by validation.
"""
import json, sys, time
from pathlib import Path
import numpy as np
import xgboost as xgb
from sklearn.metrics import roc_auc_score

folder = Path(sys.argv[1])
mode = sys.argv[2] if len(sys.argv) > 2 else "tuned"
threads = int(sys.argv[3]) if len(sys.argv) > 3 else 1
meta = json.loads((folder / "meta.json").read_text())
classes = meta["classes"]
X = np.fromfile(folder / "values.f32", dtype=np.float32).reshape(meta["rows"], meta["features"])
y = np.fromfile(folder / "labels.u8", dtype=np.uint8).astype(np.int32)
train = np.flatnonzero(np.fromfile(folder / "training.u8", dtype=np.uint8))
test = np.setdiff1d(np.arange(meta["rows"]), train)

common = dict(objective="multi:softprob", num_class=classes, tree_method="hist", nthread=threads, seed=1,
              eval_metric="mlogloss")
SETTINGS = {
    "tuned": dict(eta=0.1, max_depth=6, min_child_weight=5, subsample=0.8, colsample_bytree=0.7, reg_lambda=1),
    "default": dict(),
}
SMALL = [
    dict(eta=0.05, max_depth=d, min_child_weight=m, subsample=0.7, colsample_bytree=0.5, reg_lambda=l)
    for d, m, l in [(2, 1, 1), (3, 1, 1), (4, 1, 1), (3, 5, 5)]
]


def fit(params, learn, held, rounds=2000):
    dtrain = xgb.DMatrix(X[learn], y[learn], nthread=threads)
    dheld = xgb.DMatrix(X[held], y[held], nthread=threads)
    start = time.time()
    model = xgb.train({**common, **params}, dtrain, rounds, [(dheld, "held")], early_stopping_rounds=25,
                      verbose_eval=False)
    return model, time.time() - start


def measures(P, truth):
    P = P.astype(np.float64)
    own = P[np.arange(len(truth)), truth]
    onehot = np.eye(classes)[truth]
    aucs = [roc_auc_score(truth == k, P[:, k]) for k in range(classes) if 0 < (truth == k).sum() < len(truth)]
    return dict(logLoss=float(-np.log(np.maximum(own, 1e-15)).mean()),
                brier=float(((P - onehot) ** 2).sum(1).mean()), macroAuc=float(np.mean(aucs)))


def predict(model, rows):
    return model.predict(xgb.DMatrix(X[rows], nthread=threads), iteration_range=(0, model.best_iteration + 1))


def split(rows, seed):
    """15 % of the rows to stop early on: the same as run.ts, every row whose hash says so."""
    held = ((rows.astype(np.uint64) + 7) * 2246822519 % 2**32) / 2**32 < 0.15
    return rows[~held], rows[held]


if mode == "small":
    results = []
    for sample in range(4):
        # The same rows as run.ts: those whose place, shuffled by a fixed linear step, comes first.
        rows = np.sort(train[(np.arange(4000, dtype=np.uint64) * 7919 + sample * 13007) % len(train)])
        learn, held = split(rows, sample)
        best = None
        for params in SMALL:
            model, seconds = fit(params, learn, held)
            if best is None or model.best_score < best[0]:
                best = (model.best_score, params, model.best_iteration + 1)
        dall = xgb.DMatrix(X[rows], y[rows], nthread=threads)
        final = xgb.train({**common, **best[1]}, dall, best[2])
        found = measures(final.predict(xgb.DMatrix(X[test])), y[test])
        results.append(found)
        print(sample, best, found, flush=True)
    print({key: float(np.mean([r[key] for r in results])) for key in results[0]})
else:
    learn, held = split(train, 0)
    model, seconds = fit(SETTINGS[mode], learn, held)
    start = time.time()
    P = predict(model, test)
    print(json.dumps(dict(mode=mode, threads=threads, seconds=seconds, scoring=time.time() - start,
                          rounds=model.best_iteration + 1, **measures(P, y[test]))))
